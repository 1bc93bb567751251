package org.cbnet.experiments.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.inference.profile.Machine;
import org.cbnet.trainer.evaluation.report.ProcessorTime;

/** What a part's figures depend on beside the definition, from its beginning on. One thread. */
final class Surroundings {
  private static final String UNKNOWN = "unknown";
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  private static final int GIT_SECONDS = 5;

  private final double loadAtStart =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  private final Optional<ProcessorTime> begun = ProcessorTime.now();

  /** What was there until now. */
  Environment read() {
    Machine machine = Machine.ofProcess();
    double steal =
        begun
            .flatMap(then -> ProcessorTime.now().map(now -> now.stealShareSince(then)))
            .orElse(0.0);
    return new Environment(
        machine.board() == null ? machine.processor() : machine.board(),
        machine.cores(),
        machine.architecture(),
        machine.kernel(),
        "%s (%s)".formatted(machine.java(), System.getProperty("java.vendor")),
        version(),
        commit(),
        machine.onnxRuntime(),
        governor(),
        loadAtStart,
        steal);
  }

  private static String version() {
    try (InputStream in = Surroundings.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("the build lacks version.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt", e);
    }
  }

  private static String governor() {
    try {
      return Files.readString(GOVERNOR, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40")
              .directory(JavaLauncher.home().toAbsolutePath().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean done = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
      return done && !said.isBlank() ? said.strip() : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}

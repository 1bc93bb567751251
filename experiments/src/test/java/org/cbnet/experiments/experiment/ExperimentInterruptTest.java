package org.cbnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.experiments.stack.ProductModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, and worse, in the middle of an experiment; then it goes on. */
@Tag("long")
@Timeout(600)
class ExperimentInterruptTest {
  @TempDir private Path folder;
  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endWhatTheExperimentLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void interruptedOrKilledItLeavesNoProcessAndGoesOnWhereItWas() throws Exception {
    Path results = folder.resolve("results");
    Process interrupted = start("run", definition().toString(), "--results", results.toString());
    awaitLine(interrupted, "part fashion-mnist-jvm1");

    interrupted.destroy();

    assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
    awaitEnd();
    try (Stream<Path> left = Files.list(temporary())) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("cbnet-exp")))
          .isEmpty();
    }
    Path run = onlyIn(results);
    assertThat(run.resolve("parts/fashion-mnist-accuracy.json")).exists();
    assertThat(run.resolve("parts/fashion-mnist-jvm1.json")).doesNotExist();

    Process killed = start("resume", run.toString());
    awaitLine(killed, "part fashion-mnist-jvm1");
    killed.destroyForcibly();
    awaitEnd();

    Process resumed = start("resume", run.toString());
    String said = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(resumed.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("part fashion-mnist-accuracy");
    assertThat(run.resolve("report.html")).exists();
    awaitEnd();
  }

  private Path definition() throws IOException {
    return Files.writeString(
        folder.resolve("killed.yaml"),
        """
        name: killed
        question: Does it go on?
        data-sets: [fashion-mnist]
        accuracy-frames: 100
        arms: [edge-full, cbnet]
        baseline: edge-full
        schedule: {jvms: 2, sessions: 2, rounds: 20, frames: 25, warm-up-frames: 50}
        """);
  }

  private Process start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("experiment"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--models", OfflineCount.MODELS.toString()));
    return new ProcessBuilder(
            JavaLauncher.ofThisProcess().command(ProductModule.EXPERIMENTS, temporary(), all))
        .redirectErrorStream(true)
        .start();
  }

  private void awaitLine(Process experiment, String start) throws IOException {
    BufferedReader lines = experiment.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        started.addAll(experiment.descendants().toList());
        assertThat(started).as("broker and cloud at least").hasSizeGreaterThanOrEqualTo(2);
        return;
      }
    }
    throw new IOException("it ended without saying " + start);
  }

  private Path temporary() throws IOException {
    return Files.createDirectories(folder.resolve("tmp"));
  }

  private static Path onlyIn(Path results) throws IOException {
    try (Stream<Path> runs = Files.list(results)) {
      return runs.findFirst().orElseThrow();
    }
  }

  private void awaitEnd() throws Exception {
    for (ProcessHandle process : started) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }
}

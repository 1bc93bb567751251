package org.cbnet.experiments.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cbnet.inference.dataset.DataSetLocator;

/**
 * A process that this one started: told what to do on its standard input, heard on its standard
 * output, its log in a file.
 *
 * <p>Children watch their standard input, so that even a parent killed outright leaves none behind.
 * {@link #awaitLine} is called by one thread.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int LOG_LINES = 15;

  private final String name;
  private final Process process;
  private final Path log;
  private final Writer input;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts a command; its standard error goes to {@code log}. */
  public static ChildProcess start(String name, List<String> command, Path log) throws IOException {
    return start(name, command, log, Map.of());
  }

  /** The same with variables of its own. */
  public static ChildProcess start(
      String name, List<String> command, Path log, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // What the user has set for agents and clouds of their own is not meant for these.
    builder.environment().keySet().removeIf(ChildProcess::isASettingOfOurs);
    builder.environment().putAll(environment);
    Process process = builder.start();
    ChildProcess child = new ChildProcess(name, process, log);
    Thread reader = new Thread(child::readLines, name + "-stdout");
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private static boolean isASettingOfOurs(String variable) {
    return variable.startsWith("CBNET_") && !variable.equals(DataSetLocator.DATA_DIR_VARIABLE);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  /** Processor time that it has used, all threads; zero where the machine does not tell. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Sends one line. */
  public void send(String line) throws IOException {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new IOException("%s does not listen any more%s".formatted(name, logTail()), e);
    }
  }

  /**
   * Waits for the next line that starts with a word, passing over others.
   *
   * @return what follows the word
   * @throws IOException where the process ends or says {@code error} first, or time runs out
   */
  public String awaitLine(String word, Duration timeout) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<String> line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new IOException(
            "%s did not say '%s' within %d s%s"
                .formatted(name, word, timeout.toSeconds(), logTail()));
      }
      if (line.isEmpty() || line.get().startsWith("error")) {
        throw new IOException(
            "%s %s%s"
                .formatted(
                    name, line.orElseGet(() -> "ended with exit code " + exitCode()), logTail()));
      }
      if (line.get().equals(word) || line.get().startsWith(word + " ")) {
        return line.get().substring(word.length()).strip();
      }
    }
  }

  /** Waits until the process has ended by itself; returns its exit code. */
  public int awaitExit(Duration timeout) throws IOException, InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(
          "%s did not end within %d s%s".formatted(name, timeout.toSeconds(), logTail()));
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks the process to end, by SIGTERM; answers its exit code. */
  public int end(Duration timeout) throws IOException, InterruptedException {
    process.destroy();
    return awaitExit(timeout);
  }

  /** Ends the process at once, as a power cut would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends the process: asks by end of input and SIGTERM, insists after 20 s. */
  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      // It has ended already: nobody is left to be asked.
    }
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private int exitCode() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private void readLines() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException e) {
      // The pipe broke with the process: the end below says so.
    } finally {
      lines.add(Optional.empty());
    }
  }

  private String logTail() {
    try {
      List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
      List<String> tail = all.subList(Math.max(0, all.size() - LOG_LINES), all.size());
      return tail.isEmpty()
          ? ""
          : "; the end of its log %s:%n  %s".formatted(log, String.join("%n  ".formatted(), tail));
    } catch (IOException | UncheckedIOException e) {
      return "; its log %s can't be read".formatted(log);
    }
  }
}

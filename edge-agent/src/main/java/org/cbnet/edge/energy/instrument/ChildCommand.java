package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system that answers in a few lines, or is ended. */
final class ChildCommand {
  private static final int MAX_BYTES = 64 * 1024;

  private final List<String> command;
  private final Duration timeout;

  /**
   * @param command the program, and arguments that come before all others
   */
  ChildCommand(List<String> command, Duration timeout) {
    this.command = List.copyOf(command);
    this.timeout = timeout;
  }

  /**
   * What it says, errors too.
   *
   * @throws IOException where there is no such program, it fails or does not end in time
   */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    Process child = start(line);
    try {
      child.getOutputStream().close();
      // What it says fits into the pipe; a program that says more than that hangs and is ended.
      if (!child.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "'%s' has not ended after %d ms".formatted(String.join(" ", line), timeout.toMillis()));
      }
      String said =
          new String(child.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      if (child.exitValue() != 0) {
        throw new IOException(
            "'%s' failed with exit code %d: %s"
                .formatted(String.join(" ", line), child.exitValue(), Shown.of(said)));
      }
      return said;
    } finally {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly();
      child.getInputStream().close();
    }
  }

  private static Process start(List<String> line) throws IOException {
    try {
      return new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(
          "can't run %s: no such program, or not for this user".formatted(line.get(0)), e);
    }
  }
}

package org.cbnet.trainer.evaluation.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cbnet.inference.Frame;

/** One worker process as its parent sees it; closing ends it, and so does the end of this Java. */
final class WorkerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LAST_WORDS = 20;
  private static final int GRACE_SECONDS = 5;

  private final String name;
  private final Process process;
  private final Thread hook;
  private final Thread drain;
  private final Deque<String> lastWords = new ArrayDeque<>();

  /**
   * @param name for messages, as {@code 2 of 5}
   * @param command starts a {@link LatencyWorker}
   */
  WorkerProcess(String name, List<String> command) throws IOException {
    this.name = name;
    this.process = new ProcessBuilder(command).start();
    this.hook = new Thread(process::destroy, "worker-end");
    Runtime.getRuntime().addShutdownHook(hook);
    this.drain = new Thread(this::drain, "worker-stderr");
    drain.setDaemon(true);
    drain.start();
  }

  /** Asks for a measurement and waits for it. */
  WorkerResult measure(WorkerRequest request, List<Frame> frames, WorkerListener listener)
      throws IOException {
    send(request, frames);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      WorkerMessage message = parse(line);
      listener.progress(message.done(), message.of());
      if (message.result() != null) {
        return message.result();
      }
    }
    throw died();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This Java is ending: the hook does its work.
    }
    // Asked first, so that it deletes the native libraries that it unpacked.
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void send(WorkerRequest request, List<Frame> frames) throws IOException {
    try {
      // Not closed: the worker ends with its standard input.
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
      byte[] json = JSON.writeValueAsBytes(request);
      out.writeInt(json.length);
      out.write(json);
      FrameStream.write(frames, out);
      out.flush();
    } catch (IOException e) {
      IOException death = died();
      death.addSuppressed(e);
      throw death;
    }
  }

  private WorkerMessage parse(String line) throws IOException {
    try {
      return JSON.readValue(line, WorkerMessage.class);
    } catch (JsonProcessingException e) {
      throw new IOException("latency worker %s said what is no message: %s".formatted(name, line));
    }
  }

  private IOException died() throws IOException {
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        return new IOException(
            "latency worker %s closed its output before its result".formatted(name));
      }
      drain.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (lastWords) {
      return new IOException(
          "latency worker %s ended with exit code %d before its result; its last words: %s"
              .formatted(
                  name,
                  process.exitValue(),
                  lastWords.isEmpty() ? "none" : String.join(System.lineSeparator(), lastWords)));
    }
  }

  private void drain() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lastWords) {
          lastWords.addLast(line);
          if (lastWords.size() > LAST_WORDS) {
            lastWords.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      // The worker was ended while it spoke.
    }
  }
}

package org.cbnet.experiments.chaos;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Asks every instance at a steady rate, each on a thread of its own, and keeps what comes back.
 *
 * <p>A balancer that knows nothing: it asks whoever takes a connection. Those that take none have
 * not answered, and are counted apart.
 */
final class Prober implements AutoCloseable {
  private final HttpClient http;
  private final List<String> paths;
  private final long everyNanos;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile String phase = "";

  Prober(HttpClient http, List<String> paths, Duration every) {
    this.http = http;
    this.paths = List.copyOf(paths);
    this.everyNanos = every.toNanos();
  }

  /** Begins to ask. */
  void start(List<Instance> instances) {
    for (Instance each : instances) {
      Thread thread = new Thread(() -> run(each, instances.indexOf(each)), "ask-" + each.name());
      threads.add(thread);
      thread.start();
    }
  }

  /** Says what goes on from now. */
  void phase(String name) {
    phase = name;
  }

  private void run(Instance instance, int first) {
    long due = System.nanoTime();
    try {
      for (int i = first; !Thread.currentThread().isInterrupted(); i++) {
        answers.add(Answer.ask(http, instance.address(), paths.get(i % paths.size()), phase));
        long now = System.nanoTime();
        due = Math.max(due + everyNanos, now);
        Thread.sleep((due - now) / 1_000_000);
      }
    } catch (InterruptedException e) {
      // It is told to end so.
    }
  }

  /** Everything that came back. */
  List<Answer> answers() {
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    finish();
  }

  /** Ends the asking; what is under way is waited for. */
  void finish() {
    threads.forEach(Thread::interrupt);
    for (Thread each : threads) {
      try {
        each.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

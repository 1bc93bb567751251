package org.cbnet.experiments.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.stack.LocalStack;

/** The instances that share the work. */
final class Group {
  private static final int SIZE = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 50;

  private final List<Instance> instances = new ArrayList<>();
  private final HttpClient http;
  private final String question;

  /**
   * @param question that concerns all partitions and costs little
   */
  Group(LocalStack stack, String bootstrapServers, HttpClient http, String question)
      throws IOException {
    this.http = http;
    this.question = question;
    for (int i = 0; i < SIZE; i++) {
      instances.add(new Instance(stack, i, bootstrapServers, http));
    }
  }

  List<Instance> instances() {
    return List.copyOf(instances);
  }

  Instance get(int number) {
    return instances.get(number % SIZE);
  }

  /** Starts all and waits until all are ready. */
  void start() throws IOException, InterruptedException {
    for (Instance each : instances) {
      each.launch();
    }
    awaitReady();
  }

  /** Waits until each says that it is ready. */
  void awaitReady() throws IOException, InterruptedException {
    for (Instance each : instances) {
      each.awaitReady();
    }
  }

  /** Waits until every instance answers for all partitions as they are processed; or for a time. */
  void awaitRunning(Duration most) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    for (Instance each : instances) {
      while (System.nanoTime() < deadline && !tells(each, Questions.fresh(question))) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** Waits until a live instance answers for all partitions; how long since a moment, seconds. */
  double secondsUntilTold(long sinceNanos, boolean fresh) throws IOException, InterruptedException {
    String path = fresh ? Questions.fresh(question) : question;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (Instance each : instances) {
        if (each.isAlive() && tells(each, path)) {
          return (System.nanoTime() - sinceNanos) / 1e9;
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "no instance answers for all partitions within %d s".formatted(PATIENCE.toSeconds()));
  }

  /** Asks instance after instance until one tells. */
  Answer ask(String path) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; System.nanoTime() < deadline; i++) {
      Answer answer = Answer.ask(http, get(i).address(), path, "");
      if (answer.isTold()) {
        return answer;
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "no instance answers %s within %d s".formatted(path, PATIENCE.toSeconds()));
  }

  /** Asks one instance until it tells. */
  Answer ask(Instance instance, String path) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = Answer.ask(http, instance.address(), path, "");
    while (!answer.isTold()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s answers %s with %s".formatted(instance.name(), path, answer.status()));
      }
      Thread.sleep(POLL_MILLIS);
      answer = Answer.ask(http, instance.address(), path, "");
    }
    return answer;
  }

  private boolean tells(Instance instance, String path) throws InterruptedException {
    return Answer.ask(http, instance.address(), path, "").isTold();
  }
}

package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.edge.publish.Heartbeats;
import org.cbnet.edge.publish.KafkaProducers;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.publish.SendStamp;
import org.cbnet.edge.publish.WakeUp;
import org.cbnet.edge.publish.WireBytes;
import org.cbnet.edge.spool.Durability;
import org.cbnet.edge.spool.Spool;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.schemas.record.ResultBatch;

/** The publisher against a real broker: how fast it drains, and what a result costs on the wire. */
final class PublishBench {
  private static final int DRAINED_BATCHES = 20_000;
  private static final int BATCH = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PublishBench() {}

  static void measure(LocalStack stack, ObjectNode figures)
      throws IOException, InterruptedException {
    LocalStack.Broker broker = stack.startBroker(0, true);
    try {
      drain(stack.folder(), broker.address(), 2_000);
      figures.put(
          "drainResultsPerSecond", drain(stack.folder(), broker.address(), DRAINED_BATCHES));
      figures.put("wireBytesPerResult", wire(stack.folder(), broker.address(), 20));
      // What 500 ms gather of five results a second.
      figures.put("wireBytesPerResultAt5PerSecond", wire(stack.folder(), broker.address(), 3));
    } finally {
      stack.stop(broker.process());
    }
  }

  private static double drain(Path work, String brokers, int batches)
      throws IOException, InterruptedException {
    List<ResultBatch> made = BenchAgent.batches(work, 20, BATCH);
    WakeUp wakeUp = new WakeUp();
    try (Spool spool = BenchAgent.spool(work, Durability.INTERVAL, wakeUp::signal)) {
      for (int i = 1; i < batches; i++) {
        spool.append(made.get(i % made.size()));
      }
      BenchAgent.awaitStored(spool, made.get(0));
      Running running = start(spool, brokers, wakeUp);
      long start = System.nanoTime();
      running.awaitEmpty(spool);
      double seconds = (System.nanoTime() - start) / 1e9;
      running.stop();
      return batches * BATCH / seconds;
    }
  }

  // One batch after another, as they come: a drain would put several into one request.
  private static double wire(Path work, String brokers, int results)
      throws IOException, InterruptedException {
    List<ResultBatch> made = BenchAgent.batches(work, 100, results);
    WakeUp wakeUp = new WakeUp();
    try (Spool spool = BenchAgent.spool(work, Durability.INTERVAL, wakeUp::signal)) {
      Running running = start(spool, brokers, wakeUp);
      for (ResultBatch batch : made) {
        BenchAgent.awaitStored(spool, batch);
        running.awaitEmpty(spool);
      }
      running.stop();
      return running.wire.total() / (made.size() * results);
    }
  }

  private static Running start(Spool spool, String brokers, WakeUp wakeUp) {
    String device = BenchAgent.IDENTITY.deviceId();
    WireBytes wire = new WireBytes(new KafkaProducers(device, brokers, Map.of()));
    Publisher publisher =
        new Publisher(
            device,
            spool,
            wire,
            new SendStamp(
                BenchAgent.IDENTITY.bootNumber(),
                BenchAgent.IDENTITY.osBootId(),
                BenchAgent.CLOCK,
                BenchAgent.SYNCED,
                Duration.ofSeconds(10)),
            new Heartbeats(
                BenchAgent.report(spool), BenchAgent.CLOCK, Duration.ofHours(1), wakeUp::signal),
            new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), new SplittableRandom(1)),
            BenchAgent.CLOCK,
            wakeUp);
    Thread thread = new Thread(publisher, "publisher");
    thread.start();
    return new Running(publisher, thread, wire);
  }

  private record Running(Publisher publisher, Thread thread, WireBytes wire) {
    private void awaitEmpty(Spool spool) throws IOException, InterruptedException {
      if (!publisher.awaitProgress(() -> spool.status().entries() == 0, PATIENCE)) {
        throw new IOException("the broker did not take everything: " + spool.status());
      }
    }

    private void stop() throws InterruptedException {
      publisher.stop();
      thread.join();
    }
  }
}

package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.loop.Handover;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.loop.Work;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.edge.publish.Heartbeats;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.publish.SendStamp;
import org.cbnet.edge.publish.WakeUp;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.edge.status.Steered;
import org.cbnet.edge.systemd.NotifySocket;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that waits inside Kafka's client for ever, as after a clock that was set back. */
@Timeout(60)
class StuckPublisherTest {
  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private final WakeUp wakeUp = new WakeUp();
  private final Spool spool = new InMemorySpool(3, 1 << 24, wakeUp::signal);
  private final StatusReport report =
      new StatusReport(
          TestRecords.IDENTITY, () -> TestRecords.CONTEXT, () -> Steered.NOT_AT_ALL, spool, clock);
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  private final Publisher publisher =
      new Publisher(
          "pi-1",
          spool,
          this::producer,
          new SendStamp(3, "os-boot-1", clock, () -> true, Duration.ofSeconds(10)),
          new Heartbeats(report, clock, Duration.ofSeconds(5), wakeUp::signal),
          new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(8), new SplittableRandom(1)),
          clock,
          wakeUp);

  @Test
  void getsNoSignOfLifeAndIsFreedAndThenDrains() throws Exception {
    spool.append(TestRecords.batch(4));
    Thread publishing = new Thread(publisher, "publisher");
    publishing.start();
    stuck.await();
    String socket = folder.resolve("notify").toString();
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "400000", "CBNET_AGENT_HEALTH_PORT", "0");
    try (NotifySocket systemd = new NotifySocket(socket);
        AgentHealth health = AgentHealth.of(config(environment), environment, numbers())) {
      health.ready(publishing::interrupt);
      receive(systemd, "WATCHDOG=1");
      assertThat(health.health().deadly()).isEmpty();

      clock.advance(Duration.ofSeconds(61));

      receive(systemd, "STATUS=stuck: publisher: no progress for 61 s");
      await(() -> publisher.linkState().losses() == 1);
      clock.advance(Duration.ofSeconds(2));
      await(() -> spool.status().current().acknowledged() == 4);
      receive(systemd, "WATCHDOG=1");
      assertThat(health.health().deadly()).isEmpty();
    } finally {
      publisher.stop();
      publishing.join();
    }
  }

  private AgentNumbers numbers() {
    EnergyRecorder energy =
        new EnergyRecorder(
            TestRecords.IDENTITY,
            new ModelMeter(config(Map.of()).board(), () -> 0),
            clock,
            () -> true,
            Duration.ofSeconds(10).toNanos());
    InferenceLoop idle =
        new InferenceLoop(
            TestRecords.IDENTITY,
            new Handover(new Work(new NoStrategy(), TestRecords.CONTEXT)),
            config(Map.of()).batch(),
            energy,
            spool,
            clock);
    return new AgentNumbers(report, spool, idle, publisher, clock, () -> true);
  }

  private AgentConfig config(Map<String, String> environment) {
    return new ConfigLoader(new Machine(environment, "pi-1", folder)).load(Optional.empty());
  }

  private Producer<String, byte[]> producer() {
    return opened.getAndIncrement() == 0
        ? new StuckProducer()
        : new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static void receive(NotifySocket systemd, String message) {
    while (!systemd.receive().equals(message)) {
      // What it says besides does not matter here.
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Waits for metadata that never come. */
  private final class StuckProducer extends MockProducer<String, byte[]> {
    private StuckProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      stuck.countDown();
      try {
        new CountDownLatch(1).await();
        throw new IllegalStateException("nobody counts it down");
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private record NoStrategy() implements InferenceStrategy {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public Outcome infer(Frame frame) {
      throw new UnsupportedOperationException("nothing is inferred here");
    }

    @Override
    public void close() {}
  }
}

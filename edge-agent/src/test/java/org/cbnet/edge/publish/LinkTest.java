package org.cbnet.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.edge.status.Steered;
import org.junit.jupiter.api.Test;

/** Two topics have two partitions, whose answers come in any order. */
class LinkTest {
  private final List<Callback> callbacks = new ArrayList<>();
  private final ManualClock clock = new ManualClock();
  private final WakeUp wakeUp = new WakeUp();
  private final Spool spool = new InMemorySpool(3, 1 << 24, wakeUp::signal);

  @Test
  void acknowledgesInTheSpoolsOrderWhateverOrderTheAnswersHave() {
    Publisher publisher = publisher();
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());
    spool.append(TestRecords.batch(1));
    while (publisher.doWork()) {
      // Until all are sent.
    }

    answer(2);
    answer(3);
    publisher.doWork();
    assertThat(spool.status().entries()).isEqualTo(3);
    answer(1);
    publisher.doWork();

    assertThat(spool.status().entries()).isZero();
  }

  // The first callback is the heartbeat's.
  private void answer(int index) {
    callbacks.get(index).onCompletion(null, null);
  }

  private Publisher publisher() {
    return new Publisher(
        "pi-1",
        spool,
        this::producer,
        new SendStamp(3, "os-boot-1", clock, () -> false, Duration.ofSeconds(10)),
        new Heartbeats(
            new StatusReport(
                TestRecords.IDENTITY,
                () -> TestRecords.CONTEXT,
                () -> Steered.NOT_AT_ALL,
                spool,
                clock),
            clock,
            Duration.ofSeconds(5),
            wakeUp::signal),
        new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1), new SplittableRandom(1)),
        clock,
        wakeUp);
  }

  private Producer<String, byte[]> producer() {
    return new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
      @Override
      public synchronized Future<RecordMetadata> send(
          ProducerRecord<String, byte[]> record, Callback callback) {
        callbacks.add(callback);
        return new CompletableFuture<>();
      }
    };
  }
}

package org.cbnet.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolOutput;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.edge.status.Steered;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.Test;

/** Drives the publisher turn by turn, without its thread. */
class PublisherTest {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration REPLAY_AGE = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final ManualClock clock = new ManualClock();
  private final WakeUp wakeUp = new WakeUp();
  private final ScriptedProducers producers = new ScriptedProducers(false);
  private final Spool spool = new InMemorySpool(3, 1 << 24, wakeUp::signal);
  private final Heartbeats heartbeats =
      new Heartbeats(
          new StatusReport(
              TestRecords.IDENTITY,
              () -> TestRecords.CONTEXT,
              () -> Steered.NOT_AT_ALL,
              spool,
              clock),
          clock,
          HEARTBEAT,
          wakeUp::signal);
  private boolean clockSynced;
  private final Publisher publisher = publisher(producers);

  @Test
  void sendsEverythingInOrderUnderTheDevicesKey() {
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.sample());
    spool.append(TestRecords.batch(3));

    work();

    assertThat(producers.current().history())
        .extracting(ProducerRecord::topic)
        .containsExactly(
            Topics.DEVICE_STATUS.name(),
            Topics.INFERENCE_RESULTS.name(),
            Topics.ENERGY_SAMPLES.name(),
            Topics.INFERENCE_RESULTS.name());
    assertThat(producers.current().history()).extracting(ProducerRecord::key).containsOnly("pi-1");
    assertThat(sent(Topics.INFERENCE_RESULTS))
        .extracting(ResultBatch::getFirstSequence)
        .containsExactly(0L, 2L);
  }

  @Test
  void stampsAtSending() {
    spool.append(TestRecords.batch(1));
    clock.advance(Duration.ofSeconds(2));
    clockSynced = true;

    work();

    ResultBatch batch = sent(Topics.INFERENCE_RESULTS).get(0);
    assertThat(batch.getSentWallMicros()).isEqualTo(clock.wallMicros());
    assertThat(batch.getSentMonotonicNanos()).isEqualTo(clock.monotonicNanos());
    assertThat(batch.getSentClockSynced()).isTrue();
    assertThat(batch.getSentOsBootId()).isNull();
    assertThat(batch.getReplayed()).isFalse();
  }

  @Test
  void leavesTheStateOfTheClockAtCaptureAsItWas() {
    spool.append(TestRecords.batch(1));
    EnergySample vouchedFor = TestRecords.sample();
    vouchedFor.setClockSynced(true);
    spool.append(vouchedFor);
    clockSynced = true;

    work();

    assertThat(sent(Topics.INFERENCE_RESULTS).get(0).getClockSynced()).isFalse();
    assertThat(sent(Topics.ENERGY_SAMPLES).get(0).getClockSynced()).isTrue();
    assertThat(sent(Topics.ENERGY_SAMPLES).get(0).getSentClockSynced()).isTrue();
  }

  @Test
  void namesTheStartOfTheSystemWhereSendingIsInAnotherThanCapture() {
    ResultBatch old = TestRecords.batch(1);
    old.setOsBootId("os-boot-0");
    spool.append(old);
    EnergySample oldSample = TestRecords.sample();
    oldSample.setOsBootId("os-boot-0");
    spool.append(oldSample);

    work();

    assertThat(sent(Topics.INFERENCE_RESULTS).get(0).getSentOsBootId()).isEqualTo("os-boot-1");
    assertThat(sent(Topics.ENERGY_SAMPLES).get(0).getSentOsBootId()).isEqualTo("os-boot-1");
  }

  @Test
  void acknowledgesOnlyWhatTheBrokerHas() {
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.batch(3));
    work();

    completeNext();
    completeNext();
    work();

    assertThat(spool.status().current().acknowledged()).isEqualTo(2);
    assertThat(spool.status().current().spooled()).isEqualTo(3);
  }

  @Test
  void goesBackToTheFirstUnacknowledgedEntryAfterAFailure() {
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.batch(3));
    work();
    completeNext();
    completeNext();

    producers.current().errorNext(new OutOfOrderSequenceException("fenced"));
    work();
    clock.advance(FIRST_RETRY);
    work();

    assertThat(producers.count()).isEqualTo(2);
    assertThat(producers.all().get(0).closed()).isTrue();
    assertThat(sent(Topics.INFERENCE_RESULTS))
        .extracting(ResultBatch::getFirstSequence)
        .containsExactly(1L, 3L);
    assertThat(sent(Topics.INFERENCE_RESULTS))
        .extracting(ResultBatch::getReplayed)
        .containsOnly(true);
    assertThat(spool.status().current().acknowledged()).isEqualTo(1);
  }

  @Test
  void ignoresLateAnswersToALinkThatIsGone() {
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.batch(1));
    work();
    completeNext();
    producers.current().errorNext(new TimeoutException("no answer"));
    work();

    producers.all().get(0).completeNext();
    clock.advance(FIRST_RETRY);
    work();

    assertThat(spool.status().current().acknowledged()).isZero();
    assertThat(sent(Topics.INFERENCE_RESULTS)).hasSize(2);
  }

  @Test
  void waitsLongerAfterEachFailureAndStartsAfreshAfterASuccess() {
    spool.append(TestRecords.batch(1));
    failLink();
    clock.advance(FIRST_RETRY);
    work();
    failLink();

    clock.advance(FIRST_RETRY.dividedBy(2));
    work();
    assertThat(producers.count()).isEqualTo(2);
    clock.advance(FIRST_RETRY.multipliedBy(2));
    work();
    assertThat(producers.count()).isEqualTo(3);
    completeAll();
    spool.append(TestRecords.batch(1));
    failLink();
    clock.advance(FIRST_RETRY);
    work();
    assertThat(producers.count()).isEqualTo(4);
  }

  @Test
  void givesUpARecordThatIsTooLargeAndGoesOn() {
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.batch(4));
    spool.append(TestRecords.batch(2));
    work();
    completeNext();
    completeNext();
    producers.current().errorNext(new RecordTooLargeException("too large"));
    completeNext();
    work();
    spool.append(TestRecords.batch(1));
    work();

    assertThat(producers.count()).isEqualTo(1);
    assertThat(spool.status().current().dropped()).isEqualTo(4);
    assertThat(spool.status().current().acknowledged()).isEqualTo(3);
    List<ResultBatch> batches = sent(Topics.INFERENCE_RESULTS);
    assertThat(batches.get(batches.size() - 1).getDroppedRanges())
        .containsExactly(new SequenceRange(null, 1L, 4L));
  }

  @Test
  void keepsAtMostAWindowOnItsWay() {
    for (int i = 0; i < Link.WINDOW + 10; i++) {
      spool.append(TestRecords.batch(1));
    }
    work();
    assertThat(sent(Topics.INFERENCE_RESULTS)).hasSize(Link.WINDOW);

    completeAll();

    assertThat(spool.status().current().drained()).isTrue();
    assertThat(sent(Topics.INFERENCE_RESULTS)).hasSize(Link.WINDOW + 10);
  }

  @Test
  void marksWhatWasHeldUpAsReplayed() {
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());
    clock.advance(REPLAY_AGE.plusSeconds(2));

    work();

    assertThat(sent(Topics.INFERENCE_RESULTS).get(0).getReplayed()).isTrue();
    assertThat(sent(Topics.ENERGY_SAMPLES).get(0).getReplayed()).isTrue();
  }

  @Test
  void marksWhatAnEarlierBootLeftAsReplayed() {
    ResultBatch old = TestRecords.batch(1);
    old.setBootNumber(2);
    spool.append(old);

    work();

    assertThat(sent(Topics.INFERENCE_RESULTS).get(0).getReplayed()).isTrue();
  }

  @Test
  void beatsAtOnceAndThenAtEveryInterval() {
    work();
    completeAll();
    assertThat(sent(Topics.DEVICE_STATUS)).hasSize(1);

    clock.advance(HEARTBEAT);
    work();

    assertThat(sent(Topics.DEVICE_STATUS)).hasSize(2);
  }

  @Test
  void stampsHeartbeatsToo() {
    clockSynced = true;

    work();

    DeviceStatus beat = sent(Topics.DEVICE_STATUS).get(0);
    assertThat(beat.getClockSynced()).isTrue();
    assertThat(beat.getSentWallMicros()).isEqualTo(clock.wallMicros());
    assertThat(beat.getSentMonotonicNanos()).isEqualTo(clock.monotonicNanos());
  }

  @Test
  void deliversATicketWithAHeartbeatMadeAfterTheAsking() throws InterruptedException {
    work();
    spool.append(TestRecords.batch(5));
    long ticket = heartbeats.ask();
    completeNext();
    work();
    assertThat(heartbeats.awaitDelivered(ticket, Duration.ZERO)).isFalse();

    completeAll();

    assertThat(heartbeats.awaitDelivered(ticket, Duration.ZERO)).isTrue();
    List<DeviceStatus> beats = sent(Topics.DEVICE_STATUS);
    assertThat(beats.get(beats.size() - 1).getBoots().get(0).getClassified()).isEqualTo(5);
  }

  @Test
  void replacesALostHeartbeatWithANewOne() throws InterruptedException {
    long ticket = heartbeats.ask();
    work();
    producers.current().errorNext(new TimeoutException("no answer"));
    work();
    clock.advance(FIRST_RETRY);
    work();
    completeAll();

    assertThat(producers.count()).isEqualTo(2);
    assertThat(heartbeats.awaitDelivered(ticket, Duration.ZERO)).isTrue();
  }

  @Test
  void survivesAProducerThatCanNotBeOpened() {
    spool.append(TestRecords.batch(1));
    List<Integer> attempts = new ArrayList<>();
    Publisher stubborn =
        publisher(
            () -> {
              attempts.add(1);
              if (attempts.size() < 3) {
                throw new KafkaException("no resolvable bootstrap urls");
              }
              return producers.open();
            });

    for (int i = 0; i < 3; i++) {
      stubborn.doWork();
      clock.advance(FIRST_RETRY.multipliedBy(2));
    }

    assertThat(attempts).hasSize(3);
    assertThat(sent(Topics.INFERENCE_RESULTS)).hasSize(1);
  }

  @Test
  void stopsSendingOverALinkThatFailsAtOnce() {
    List<String> attempts = new ArrayList<>();
    Publisher hasty =
        publisher(
            () ->
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
                  @Override
                  public synchronized Future<RecordMetadata> send(
                      ProducerRecord<String, byte[]> record, Callback callback) {
                    attempts.add(record.topic());
                    callback.onCompletion(null, new TimeoutException("no metadata"));
                    return new CompletableFuture<>();
                  }
                });
    for (int i = 0; i < 10; i++) {
      spool.append(TestRecords.batch(1));
    }

    while (hasty.doWork()) {
      // Until it backs off.
    }

    assertThat(attempts)
        .containsExactly(Topics.DEVICE_STATUS.name(), Topics.INFERENCE_RESULTS.name());
    assertThat(spool.status().current().spooled()).isEqualTo(10);
  }

  @Test
  void givesUpAnEntryThatCanNotBeSerialised() {
    givesUpTheEntryThatIs(
        entry -> {
          ((SpoolEntry.Results) entry).batch().setStrategy(null);
          return entry;
        });
  }

  @Test
  void givesUpAnEntryThatCanNotBeReadBack() {
    givesUpTheEntryThatIs(
        entry -> new SpoolEntry.Unreadable(entry.position(), new IllegalStateException("bits")));
  }

  private void givesUpTheEntryThatIs(UnaryOperator<SpoolEntry> spoiled) {
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.batch(4));
    spool.append(TestRecords.batch(2));
    Publisher tried = publisher(producers, new SpoiledSpool(spool, spoiled), heartbeats);

    do {
      while (tried.doWork()) {
        // Until there is nothing to do.
      }
    } while (producers.current().completeNext());

    assertThat(producers.count()).isEqualTo(1);
    assertThat(spool.status().current().dropped()).isEqualTo(4);
    assertThat(spool.status().current().acknowledged()).isEqualTo(3);
  }

  @Test
  void sendsResultsWhileNoHeartbeatCanBeMade() {
    spool.append(TestRecords.batch(2));
    Heartbeats broken =
        new Heartbeats(
            () -> {
              throw new IllegalStateException("captured = skipped + classified + failed is broken");
            },
            clock,
            HEARTBEAT,
            wakeUp::signal);
    Publisher tried = publisher(producers, spool, broken);

    do {
      while (tried.doWork()) {
        // Until there is nothing to do.
      }
    } while (producers.current().completeNext());

    assertThat(producers.count()).isEqualTo(1);
    assertThat(spool.status().current().acknowledged()).isEqualTo(2);
  }

  @Test
  void replacesItsProducerWhenTheWallClockIsSetAndLosesNothing() {
    spool.append(TestRecords.batch(2));
    work();
    assertThat(sent(Topics.INFERENCE_RESULTS)).hasSize(1);

    clock.setWallMicros(clock.wallMicros() - Duration.ofDays(14).toNanos() / 1_000);
    work();

    assertThat(producers.count()).isEqualTo(2);
    assertThat(producers.all().get(0).closed()).isTrue();
    assertThat(sent(Topics.INFERENCE_RESULTS))
        .extracting(ResultBatch::getReplayed)
        .containsExactly(true);
    completeAll();
    assertThat(spool.status().current().acknowledged()).isEqualTo(2);
    assertThat(publisher.linkState().losses()).as("nobody failed").isZero();
  }

  @Test
  void tellsHowItsLinkFares() {
    assertThat(publisher.linkState().word()).isEqualTo("unknown");
    spool.append(TestRecords.batch(2));
    failLink();
    clock.advance(Duration.ofSeconds(7));

    assertThat(publisher.linkState().word()).isEqualTo("down");
    assertThat(publisher.linkState().lastTrouble())
        .hasValueSatisfying(why -> assertThat(why).contains("no answer"));
    assertThat(publisher.linkState().losses()).isEqualTo(1);
    assertThat(publisher.linkState().stalledNanos()).isEqualTo(7_000_000_000L);

    completeAll();
    assertThat(publisher.linkState().word()).isEqualTo("up");
    assertThat(publisher.linkState().stalledNanos()).isZero();
  }

  @Test
  void takesAnIdleSpoolForNoStall() {
    completeAll();
    clock.advance(Duration.ofMinutes(10));
    work();
    completeAll();

    assertThat(publisher.linkState().stalledNanos()).isZero();
  }

  private Publisher publisher(ProducerFactory factory) {
    return publisher(factory, spool, heartbeats);
  }

  private Publisher publisher(ProducerFactory factory, SpoolOutput source, Heartbeats beats) {
    return new Publisher(
        "pi-1",
        source,
        factory,
        new SendStamp(3, "os-boot-1", clock, () -> clockSynced, REPLAY_AGE),
        beats,
        new BackOff(FIRST_RETRY, Duration.ofSeconds(8), new SplittableRandom(1)),
        clock,
        wakeUp);
  }

  private void failLink() {
    work();
    while (!producers.current().closed()) {
      producers.current().errorNext(new TimeoutException("no answer"));
      work();
    }
  }

  private void work() {
    while (publisher.doWork()) {
      // Until there is nothing to do.
    }
  }

  private void completeNext() {
    assertThat(producers.current().completeNext()).isTrue();
  }

  private void completeAll() {
    do {
      work();
    } while (producers.current().completeNext());
  }

  private <V extends SpecificRecord> List<V> sent(Topic<String, V> topic) {
    List<V> values = new ArrayList<>();
    for (ProducerRecord<String, byte[]> record : producers.current().history()) {
      if (record.topic().equals(topic.name())) {
        values.add(topic.value().deserializer().deserialize(topic.name(), record.value()));
      }
    }
    return values;
  }
}

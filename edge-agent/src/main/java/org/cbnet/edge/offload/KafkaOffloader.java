package org.cbnet.edge.offload;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;

/**
 * Asks over Kafka: a request by the device's id, the reply in the one partition that the device
 * reads.
 *
 * <p>A reply that can't be decoded answers nothing; one that can and makes no sense is a refusal.
 * {@code bytesUp} and {@code bytesDown} are all bytes of Kafka's protocol, see {@link ClientBytes}.
 * Replies that come while the link is being made anew are not read: their questions are lost.
 */
public final class KafkaOffloader implements Offloader {
  private static final String NAME = "kafka";

  private final Questions questions;
  private final ClientBytes bytes = new ClientBytes();
  private final LetterWriter letters;
  private final KafkaLine line;
  private final Outbox outbox;
  private final LineThread thread;

  KafkaOffloader(
      KafkaSettings settings, ReplyPartition wanted, EdgeClock clock, Supplier<UUID> ids) {
    String deviceId = settings.deviceId();
    questions = new Questions(clock);
    letters = new LetterWriter(deviceId, clock, ids);
    line =
        new KafkaLine(
            wanted,
            () -> new KafkaSession(settings, clock, bytes),
            new ReplyReader(deviceId, new Replies(), questions),
            clock,
            new LineLog(deviceId, clock));
    outbox = new Outbox(line, questions, clock);
    thread = new LineThread("offload-kafka", () -> line.run(outbox::tend));
  }

  @Override
  public String transport() {
    return NAME;
  }

  @Override
  public PendingAnswer ask(OffloadQuestion question, long budgetNanos) {
    Letter letter = letters.write(question, budgetNanos, line.replyPartition());
    PendingAnswer pending = questions.ask(letter);
    outbox.post(letter);
    return pending;
  }

  @Override
  public OffloadCounts counts() {
    outbox.tend();
    return questions.counts(bytes.up(), bytes.down());
  }

  @Override
  public void close() {
    line.close();
    thread.join(Duration.ofSeconds(5));
    questions.close();
  }
}

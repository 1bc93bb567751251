package org.cbnet.edge.offload;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;

/**
 * Asks over HTTP/2: a POST a question, all over one connection.
 *
 * <p>Every response answers what was asked, so nothing is foreign; one that can't be read is a
 * refusal, and counted as undecodable beside. When the connection breaks, what is on its way is
 * unreachable at once. {@code bytesUp} and {@code bytesDown} are an estimate, see {@link
 * HttpBytes}. Java's own threads of a closed offloader end with the next garbage collection.
 */
public final class Http2Offloader implements Offloader {
  private static final String NAME = "http2";
  // Nothing is read from a topic.
  private static final int NO_PARTITION = 0;

  private final Questions questions;
  private final LetterWriter letters;
  private final HttpBytes bytes;
  private final Http2Line line;
  private final Outbox outbox;
  private final LineThread thread;

  Http2Offloader(URI server, String deviceId, EdgeClock clock, Supplier<UUID> ids) {
    questions = new Questions(clock);
    letters = new LetterWriter(deviceId, clock, ids);
    Http2Client client = new Http2Client(server, clock);
    bytes = client.bytes();
    line =
        new Http2Line(
            client,
            new Http2Answers(new Replies(), questions),
            clock,
            new LineLog(deviceId, clock));
    outbox = new Outbox(line, questions, clock);
    thread = new LineThread("offload-http2", () -> line.run(outbox::tend));
  }

  @Override
  public String transport() {
    return NAME;
  }

  @Override
  public PendingAnswer ask(OffloadQuestion question, long budgetNanos) {
    Letter letter = letters.write(question, budgetNanos, NO_PARTITION);
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
    thread.interrupt();
    thread.join(Duration.ofSeconds(5));
    questions.close();
  }
}

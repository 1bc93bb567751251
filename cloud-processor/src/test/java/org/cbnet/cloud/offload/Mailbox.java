package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.deadletter.LetterOrigin;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;

/** Takes replies in a test, and sees that no request has two. */
final class Mailbox implements Correspondent {
  private static final AvroCodec<OffloadRequest> CODEC = AvroCodec.of(OffloadRequest.class);

  private final BlockingQueue<OffloadReply> replies = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reason> undecodable = new LinkedBlockingQueue<>();
  private final Map<String, OffloadReply> byId = new ConcurrentHashMap<>();

  Arrival arrival(OffloadRequest request, long receivedNanos) {
    return arrival(CODEC.encode(request), receivedNanos);
  }

  Arrival arrival(byte[] payload, long receivedNanos) {
    return new Arrival(null, payload, new LetterOrigin("test", 0, 0), 0, receivedNanos, this);
  }

  OffloadReply await() throws InterruptedException {
    OffloadReply reply = replies.poll(60, TimeUnit.SECONDS);
    assertThat(reply).as("a reply").isNotNull();
    return reply;
  }

  Reason awaitUndecodable() throws InterruptedException {
    return undecodable.poll(60, TimeUnit.SECONDS);
  }

  Map<String, OffloadReply> byId() {
    return byId;
  }

  boolean isEmpty() {
    return replies.isEmpty() && undecodable.isEmpty();
  }

  @Override
  public Optional<String> obstacle(OffloadRequest request) {
    return request.getReplyPartition() == 0
        ? Optional.empty()
        : Optional.of("replyPartition must be 0");
  }

  @Override
  public void reply(OffloadRequest request, OffloadReply reply) {
    if (byId.put(reply.getRequestId(), reply) != null) {
      throw new AssertionError("a second reply to " + reply.getRequestId());
    }
    replies.add(reply);
  }

  @Override
  public void undecodable(Reason reason, String message) {
    undecodable.add(reason);
  }
}

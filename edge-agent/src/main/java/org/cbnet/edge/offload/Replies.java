package org.cbnet.edge.offload;

import java.util.Objects;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.OffloadReply;

/** Reads replies; trusts nothing of them. Safe for several threads. */
final class Replies {
  private final AvroCodec<OffloadReply> codec = AvroCodec.of(OffloadReply.class);

  OffloadReply read(byte[] payload) throws DecodingException {
    return codec.decode(payload);
  }

  /** What a reply says; one that contradicts itself is the cloud's failure. */
  static OffloadAnswer answer(OffloadReply reply, int bytes) {
    if (!reply.getStatus().equals(WireNames.OFFLOAD_OK)) {
      String reason = Objects.requireNonNullElse(reply.getReason(), "no reason given");
      return new OffloadAnswer.Refused(
          reply.getStatus(), reason, Math.max(0, reply.getQueueNanos()), bytes);
    }
    Integer label = reply.getPredictedLabel();
    Float confidence = reply.getConfidence();
    if (label == null || confidence == null) {
      return unusable("ok with label %s, confidence %s".formatted(label, confidence), bytes);
    }
    try {
      return new OffloadAnswer.Answered(
          label,
          confidence,
          Objects.requireNonNullElse(reply.getExit(), WireNames.FINAL_EXIT),
          reply.getQueueNanos(),
          reply.getCloudNanos(),
          bytes);
    } catch (IllegalArgumentException e) {
      return unusable(e.getMessage(), bytes);
    }
  }

  /** A reply that is none. */
  static OffloadAnswer unusable(String detail, int bytes) {
    return new OffloadAnswer.Refused(
        WireNames.OFFLOAD_FAILED, "the reply can't be used: " + detail, 0, bytes);
  }
}

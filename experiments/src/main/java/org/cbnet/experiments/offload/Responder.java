package org.cbnet.experiments.offload;

import java.util.Optional;
import java.util.function.Function;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;

/** What a stand-in for the cloud says to a request. */
@FunctionalInterface
public interface Responder {

  /**
   * Answers; may take its time.
   *
   * @param request as it came
   * @return the reply as it goes back; empty for none at all
   */
  Optional<byte[]> reply(byte[] request);

  /** One that reads requests and writes replies; to what is no request it says nothing. */
  static Responder of(Function<OffloadRequest, Optional<OffloadReply>> replies) {
    AvroCodec<OffloadRequest> requestCodec = AvroCodec.of(OffloadRequest.class);
    AvroCodec<OffloadReply> replyCodec = AvroCodec.of(OffloadReply.class);
    return payload -> {
      try {
        return replies.apply(requestCodec.decode(payload)).map(replyCodec::encode);
      } catch (DecodingException e) {
        return Optional.empty();
      }
    };
  }

  /** One that says the same label to all, at once. */
  static Responder label(int label) {
    return of(request -> Optional.of(labelled(request, label)));
  }

  /** A reply with a label that took no time. */
  static OffloadReply labelled(OffloadRequest request, int label) {
    return OffloadReply.newBuilder()
        .setRequestId(request.getRequestId())
        .setDeviceId(request.getDeviceId())
        .setStatus(WireNames.OFFLOAD_OK)
        .setPredictedLabel(label)
        .setConfidence(1f)
        .setExit(WireNames.FINAL_EXIT)
        .setQueueNanos(0)
        .setCloudNanos(0)
        .build();
  }
}

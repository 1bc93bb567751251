package org.cbnet.edge.offload;

import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.record.OffloadReply;

/** Reads what comes in a device's reply partition; the replies of other devices come there too. */
final class ReplyReader {
  private final String deviceId;
  private final Replies replies;
  private final Questions questions;

  ReplyReader(String deviceId, Replies replies, Questions questions) {
    this.deviceId = deviceId;
    this.replies = replies;
    this.questions = questions;
  }

  void read(String key, byte[] payload) {
    if (!deviceId.equals(key)) {
      questions.foreign();
      return;
    }
    try {
      OffloadReply reply = replies.read(payload);
      questions.reply(reply.getRequestId(), Replies.answer(reply, payload.length));
    } catch (DecodingException e) {
      // Whichever question it was to answer, it does not.
      questions.undecodable();
    }
  }
}

package org.cbnet.edge.offload;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.OffloadReply;

/** Reads responses: whatever one says, it ends the question that was asked. */
final class Http2Answers {
  private static final int OK = 200;
  private static final int CLOSING = 503;
  private static final int SHOWN_CHARS = 200;

  private final Replies replies;
  private final Questions questions;

  Http2Answers(Replies replies, Questions questions) {
    this.replies = replies;
    this.questions = questions;
  }

  void answer(String id, HttpResponse<byte[]> response) {
    if (response.statusCode() == CLOSING) {
      questions.unreachable(id, "the offload server is closing or not ready: " + text(response));
    } else if (response.statusCode() == OK) {
      questions.reply(id, read(id, response.body()));
    } else {
      questions.reply(
          id,
          new OffloadAnswer.Refused(
              WireNames.OFFLOAD_FAILED,
              "HTTP %d: %s".formatted(response.statusCode(), text(response)),
              0,
              response.body().length));
    }
  }

  /** No response is waited for any more. */
  void lose(String id) {
    questions.lose(id);
  }

  private OffloadAnswer read(String id, byte[] payload) {
    try {
      OffloadReply reply = replies.read(payload);
      return reply.getRequestId().equals(id)
          ? Replies.answer(reply, payload.length)
          : Replies.unusable("it answers " + reply.getRequestId(), payload.length);
    } catch (DecodingException e) {
      questions.undecodable();
      return Replies.unusable(e.getMessage(), payload.length);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    return text.substring(0, Math.min(SHOWN_CHARS, text.length()));
  }
}

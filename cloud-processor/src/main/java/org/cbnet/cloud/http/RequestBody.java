package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** What a request brings, no longer than its operation takes. */
final class RequestBody {
  private static final String LIMIT = "org.cbnet.cloud.body-bytes";

  private RequestBody() {}

  /** Refuses a body that the operation does not take. */
  static void check(Context context, Optional<Body> taken) {
    long length = context.req().getContentLengthLong();
    if (taken.isEmpty()) {
      if (length > 0 || context.header("Transfer-Encoding") != null) {
        throw new ProblemException(413, "too-large", "this operation takes no body");
      }
      return;
    }
    Body body = taken.get();
    String type = context.contentType() == null ? "" : context.contentType();
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(body.mediaType())) {
      throw new ProblemException(
          415, "media-type", "Content-Type must be %s: '%s'".formatted(body.mediaType(), type));
    }
    if (length > body.maxBytes()) {
      throw tooLarge(body.maxBytes());
    }
    context.attribute(LIMIT, body.maxBytes());
  }

  private static ProblemException tooLarge(long mostBytes) {
    return new ProblemException(
        413, "too-large", "the body must be at most %d bytes".formatted(mostBytes));
  }

  /** The bytes; reading more of them than the operation takes is answered with 413. */
  static InputStream stream(Context context) {
    long limit = context.<Long>attribute(LIMIT);
    return new LimitedStream(context.bodyInputStream(), limit, () -> tooLarge(limit));
  }
}

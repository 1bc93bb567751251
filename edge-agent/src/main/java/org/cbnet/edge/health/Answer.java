package org.cbnet.edge.health;

import java.nio.charset.StandardCharsets;

/** What a page answers with. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, String contentType, byte[] body) {
  static final int OK = 200;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_ALLOWED = 405;
  static final int FAILED = 500;
  static final int UNAVAILABLE = 503;

  static Answer text(String contentType, String body) {
    return new Answer(OK, contentType, body.getBytes(StandardCharsets.UTF_8));
  }
}

package org.cbnet.cloud.http;

import java.util.Map;

/** A request is answered with a problem, not with what it asked for. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  ProblemException(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  ProblemException(int status, String code, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  int status() {
    return status;
  }

  Problem problem() {
    return new Problem(code, getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}

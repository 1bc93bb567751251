package org.cbnet.edge.capture.http;

import java.util.Map;

/** A request that is not served; the message says why and what to do. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  @SuppressWarnings("serial") // never serialised
  private final Map<String, String> headers;

  Refusal(int status, String message) {
    this(status, message, Map.of());
  }

  private Refusal(int status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = headers;
  }

  /** Not now: to be tried again after a second. */
  static Refusal later(String message) {
    return new Refusal(503, message, Map.of("Retry-After", "1"));
  }

  static Refusal method(String allowed) {
    return new Refusal(405, "the method must be " + allowed, Map.of("Allow", allowed));
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }
}

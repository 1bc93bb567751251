package org.cbnet.edge.offload;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes of requests and responses, as near as Java's HTTP client lets one know: bodies exactly,
 * frames' own headers, and header fields by what they come to. Java sends a request's anew each
 * time, about as long as their text; a server sends a response's as references of a byte each once
 * it has sent them before. Not in it are settings, window updates, TLS, and what TCP adds. Of any
 * thread.
 */
final class HttpBytes {
  // RFC 9113, section 4.1; a message is a frame of header fields and one of data.
  private static final int FRAMES = 2 * 9;

  private final LongAdder up = new LongAdder();
  private final LongAdder down = new LongAdder();

  void sent(HttpRequest request, int bodyBytes) {
    up.add(FRAMES + request.uri().toString().length() + text(request.headers().map()) + bodyBytes);
  }

  void received(HttpResponse<byte[]> response) {
    // One more for the status.
    down.add(FRAMES + response.headers().map().size() + 1 + response.body().length);
  }

  long up() {
    return up.sum();
  }

  long down() {
    return down.sum();
  }

  private static long text(Map<String, List<String>> fields) {
    return fields.entrySet().stream()
        .flatMapToInt(
            field -> field.getValue().stream().mapToInt(v -> field.getKey().length() + v.length()))
        .sum();
  }
}

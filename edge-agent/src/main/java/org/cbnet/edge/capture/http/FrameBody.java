package org.cbnet.edge.capture.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.cbnet.inference.dataset.ImageDecoder;

/** Reads the image that a POST brings. */
final class FrameBody {
  // The last two are what curl and programs send that were not told; what is in it decides.
  private static final Set<String> TYPES =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/jpg",
          "image/x-portable-graymap",
          "image/x-portable-anymap",
          "application/octet-stream",
          "application/x-www-form-urlencoded");
  // So much is read of a body that is too large, for its sender to see the answer.
  private static final int PATIENCE = 4;

  private static final long SMALL_BYTES = 256 << 10;
  private static final long PASSED_OVER_BYTES = 16 << 20;

  private FrameBody() {}

  /** Whether it is more than several of can be in memory at once, or does not say. */
  static boolean mayBeLarge(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    try {
      return length == null || Long.parseLong(length) > SMALL_BYTES;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /**
   * The bytes of something that begins as an image, or of nothing.
   *
   * @throws IOException where the sender is gone
   */
  static byte[] read(HttpExchange exchange, int maxBytes) throws Refusal, IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(maxBytes);
    if (body.length == maxBytes && in.read() >= 0) {
      drain(in, (long) PATIENCE * maxBytes);
      throw new Refusal(
          413, "an image may have %d bytes (source.max-image-bytes)".formatted(maxBytes));
    }
    boolean known =
        type == null
            || TYPES.contains(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT));
    if (!known || (body.length > 0 && !ImageDecoder.beginsAsImage(body))) {
      throw new Refusal(
          415, "the body must be a PNG, JPEG or PGM image (curl --data-binary @FILE)");
    }
    return body;
  }

  /** Reads a body for nothing, so that its sender sees the answer. */
  static void passOver(HttpExchange exchange) throws IOException {
    drain(exchange.getRequestBody(), PASSED_OVER_BYTES);
  }

  private static void drain(InputStream in, long atMost) throws IOException {
    byte[] sink = new byte[1 << 16];
    long left = atMost;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = in.read(sink);
    }
  }
}

package org.cbnet.cloud.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a file that never changes under its tag, or the part of it that is asked for. */
final class FileAnswer {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path file;
  private final long size;
  private final String etag;

  /**
   * @param sha256 of the content; the strong validator
   */
  FileAnswer(Path file, long size, String sha256) {
    this.file = file;
    this.size = size;
    this.etag = "\"" + sha256 + "\"";
  }

  /** Answers 200, 206, 304 or 416; of HEAD without the content. */
  void send(Context context) throws IOException {
    // Packed on the way, a range would be one of other bytes.
    context.header("Cache-Control", "private, no-cache, no-transform");
    context.header("Accept-Ranges", "bytes");
    context.header("ETag", etag);
    if (isKnown(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    Optional<ByteRange> range = range(context);
    if (range.isPresent() && range.get().length() == 0) {
      context.header("Content-Range", "bytes */" + size);
      context.status(416);
      context.json(
          new Problem(
              "bad-range",
              "Range asks for none of the %d bytes: '%s'"
                  .formatted(size, context.header("Range"))));
      return;
    }
    ByteRange part = range.orElse(new ByteRange(0, size));
    if (range.isPresent()) {
      context.header(
          "Content-Range",
          "bytes %d-%d/%d".formatted(part.start(), part.start() + part.length() - 1, size));
    }
    HttpServletResponse response = context.res();
    response.setStatus(range.isPresent() ? 206 : 200);
    response.setContentType("application/octet-stream");
    response.setContentLengthLong(part.length());
    if (!context.req().getMethod().equals("HEAD")) {
      // Not Javalin's stream, which compresses.
      copy(part, response.getOutputStream());
    }
  }

  private Optional<ByteRange> range(Context context) {
    String condition = context.header("If-Range");
    // A date, or a tag of other content: the parts would not fit together.
    return condition == null || condition.equals(etag)
        ? ByteRange.parse(context.header("Range"), size)
        : Optional.empty();
  }

  private boolean isKnown(String condition) {
    return condition != null && (condition.strip().equals("*") || condition.contains(etag));
  }

  private void copy(ByteRange part, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = part.length();
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(part.start());
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("%s ended %d bytes early".formatted(file, left));
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}

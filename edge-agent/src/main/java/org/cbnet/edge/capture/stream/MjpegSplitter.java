package org.cbnet.edge.capture.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into JPEG images by their markers (ITU-T T.81, annex B), with anything between
 * them.
 *
 * <p>Segments are passed over by their length, so that a thumbnail inside one is not taken for an
 * image. An image in which another begins was cut off; one whose segments make no sense is given
 * up, and the search goes on right behind its first two bytes.
 */
final class MjpegSplitter implements Splitter {
  private static final int READ = 1 << 16;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;

  private final InputStream in;
  private final int maxBytes;
  private byte[] buffer = new byte[2 * READ];
  // What is read and not yet given away: from "start" on, "at" looked at, up to "filled".
  private int start;
  private int at;
  private int filled;
  private long images;
  private long passedOver;

  MjpegSplitter(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  @Override
  public Chunk next() throws IOException {
    if (!findStart()) {
      return new Chunk.End();
    }
    try {
      return image();
    } catch (EOFException e) {
      start = filled;
      at = filled;
      return new Chunk.Broken("truncated", "the stream ends within an image");
    }
  }

  /** Bytes that belonged to no image, so far. */
  long passedOver() {
    return passedOver;
  }

  /** Images found so far. */
  long images() {
    return images;
  }

  // Two bytes say that an image starts; the third begins its first marker.
  private boolean findStart() throws IOException {
    try {
      while (true) {
        at = start;
        if (take() == 0xff && take() == START && take() == 0xff) {
          return true;
        }
        start++;
        passedOver++;
      }
    } catch (EOFException e) {
      passedOver += filled - start;
      start = filled;
      return false;
    }
  }

  // Stands behind the 0xff of the first marker.
  private Chunk image() throws IOException {
    while (true) {
      int marker = take();
      while (marker == 0xff) {
        marker = take();
      }
      if (marker == END) {
        images++;
        byte[] image = Arrays.copyOfRange(buffer, start, at);
        start = at;
        return new Chunk.Image(image);
      }
      if (marker == START && at - start == 4) {
        // Nothing lies between the two: garbage, of which a megabyte must not count as images.
        start += 2;
        passedOver += 2;
        if (take() != 0xff) {
          return giveUp("no marker behind the start");
        }
        continue;
      }
      if (marker == START) {
        start = at - 2;
        return new Chunk.Broken("truncated", "another image begins within it");
      }
      if (!hasLength(marker)) {
        return giveUp("marker %02x is none of a JPEG image".formatted(marker));
      }
      int length = take() << 8 | take();
      if (length < 2) {
        return giveUp("a segment of %d bytes".formatted(length));
      }
      skip(length - 2);
      if (marker == SCAN) {
        passOverScan();
      } else if (take() != 0xff) {
        return giveUp("a segment %02x that no marker follows".formatted(marker));
      }
      if (at - start > maxBytes) {
        start = at;
        return new Chunk.Broken(
            "too-large", "an image of more than source.max-image-bytes, %d".formatted(maxBytes));
      }
    }
  }

  // Within a scan 0xff is followed by 0, or by a restart marker, or it begins the next segment.
  private void passOverScan() throws IOException {
    while (at - start <= maxBytes) {
      if (take() == 0xff) {
        int next = peek();
        if (next != 0 && (next < 0xd0 || next > 0xd7)) {
          return;
        }
      }
    }
  }

  // Application, comment, table and frame segments have one; 0x01 and restarts have none.
  private static boolean hasLength(int marker) {
    return marker >= 0xc0 && marker <= 0xfe && (marker < 0xd0 || marker > 0xd7);
  }

  private Chunk giveUp(String why) {
    start += 2;
    return new Chunk.Broken("unreadable", "no JPEG image: " + why);
  }

  private int take() throws IOException {
    int taken = peek();
    at++;
    return taken;
  }

  private int peek() throws IOException {
    if (at == filled) {
      fill();
    }
    return buffer[at] & 0xff;
  }

  private void skip(int bytes) throws IOException {
    for (int left = bytes; left > 0; ) {
      if (at == filled) {
        fill();
      }
      int step = Math.min(left, filled - at);
      at += step;
      left -= step;
    }
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      at -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new EOFException();
    }
    filled += read;
  }
}

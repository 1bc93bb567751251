package org.cbnet.inference.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files of unsigned bytes, plain or gzip-packed.
 *
 * <p>Format: big-endian magic (two zero bytes, type 0x08, number of dimensions), one 32-bit size a
 * dimension, then the data (Yann LeCun's MNIST page).
 */
final class IdxFile {
  private static final int UNSIGNED_BYTE = 0x08;
  // The largest data set in use is 60,000 x 784 bytes; a corrupt header must not ask for more.
  private static final long MAX_BYTES = 256L << 20;

  private IdxFile() {}

  /**
   * The sizes and data of one file; the arrays are the reader's, handed on without a copy.
   *
   * @param sizes one a dimension
   * @param data all values, last dimension fastest
   */
  @SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
  record Content(int[] sizes, byte[] data) {}

  /** Reads a file, unpacking it where it starts with the gzip magic. */
  static Content read(Path file, int dimensions) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), dimensions);
    } catch (ZipException e) {
      throw new IdxFormatException(file, "damaged gzip data: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IdxFormatException(file, "gzip data ends early", e);
    }
  }

  /** Reads a stream; {@code source} names it in errors. */
  static Content read(InputStream in, String source, int dimensions) throws IOException {
    InputStream unpacked = unpack(in);
    int[] sizes = readHeader(unpacked, source, dimensions);
    long headerBytes = 4L + 4L * dimensions;
    long expected = 1;
    for (int size : sizes) {
      expected *= size;
    }
    byte[] data = unpacked.readNBytes((int) expected);
    if (data.length < expected) {
      throw new IdxFormatException(
          source,
          headerBytes + data.length,
          expected + " data bytes",
          "end of file after " + data.length);
    }
    if (unpacked.read() >= 0) {
      throw new IdxFormatException(source, headerBytes + expected, "end of file", "more data");
    }
    return new Content(sizes, data);
  }

  private static int[] readHeader(InputStream in, String source, int dimensions)
      throws IOException {
    int headerBytes = 4 + 4 * dimensions;
    byte[] header = in.readNBytes(headerBytes);
    if (header.length < headerBytes) {
      throw new IdxFormatException(
          source, header.length, "a header of " + headerBytes + " bytes", "end of file");
    }
    ByteBuffer buffer = ByteBuffer.wrap(header);
    int magic = buffer.getInt();
    int expectedMagic = UNSIGNED_BYTE << 8 | dimensions;
    if (magic != expectedMagic) {
      throw new IdxFormatException(
          source, 0, "magic 0x%08x".formatted(expectedMagic), "0x%08x".formatted(magic));
    }
    int[] sizes = new int[dimensions];
    long bytes = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = buffer.getInt();
      bytes = sizes[i] < 1 ? -1 : bytes * sizes[i];
      if (bytes < 1 || bytes > MAX_BYTES) {
        throw new IdxFormatException(
            source, 4 + 4L * i, "a size from 1, of at most 256 MiB in all", "" + sizes[i]);
      }
    }
    return sizes;
  }

  private static InputStream unpack(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    boolean gzip = first == 0x1f && second == 0x8b;
    return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }
}

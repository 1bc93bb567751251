package org.cbnet.inference.feature;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** How bytes of a tensor are made fewer without loss. */
public enum Compression {
  /** Not at all. */
  RAW("raw") {
    @Override
    byte[] compress(byte[] bytes) {
      return bytes;
    }

    @Override
    byte[] decompress(byte[] data, int length) throws FeatureException {
      checkLength(data.length, length);
      return data;
    }
  },
  /** LZ4's block format: quickest. */
  LZ4("lz4") {
    @Override
    byte[] compress(byte[] bytes) {
      return LZ4Factory.fastestInstance().fastCompressor().compress(bytes);
    }

    @Override
    byte[] decompress(byte[] data, int length) throws FeatureException {
      byte[] bytes = new byte[length];
      try {
        // The safe one: it reads no further than the data, whatever that says of itself.
        int got = LZ4Factory.fastestInstance().safeDecompressor().decompress(data, bytes);
        checkLength(got, length);
      } catch (LZ4Exception e) {
        throw new FeatureException("the data is no lz4 block of %d bytes".formatted(length), e);
      }
      return bytes;
    }
  },
  /** Zstandard at its fastest standard level: smallest. */
  ZSTD("zstd") {
    @Override
    byte[] compress(byte[] bytes) {
      return Zstd.compress(bytes, LEVEL);
    }

    @Override
    byte[] decompress(byte[] data, int length) throws FeatureException {
      byte[] bytes = new byte[length];
      try {
        long got = Zstd.decompressByteArray(bytes, 0, length, data, 0, data.length);
        if (Zstd.isError(got)) {
          throw new FeatureException(
              "the data is no zstd frame of %d bytes: %s"
                  .formatted(length, Zstd.getErrorName(got)));
        }
        checkLength(got, length);
      } catch (ZstdException e) {
        throw new FeatureException("the data is no zstd frame of %d bytes".formatted(length), e);
      }
      return bytes;
    }
  };

  private static final int LEVEL = 1;

  private final String id;

  Compression(String id) {
    this.id = id;
  }

  /** The name that configuration and wire use. */
  public String id() {
    return id;
  }

  abstract byte[] compress(byte[] bytes);

  /** Never makes more than {@code length} bytes, so a small payload can't ask for much memory. */
  abstract byte[] decompress(byte[] data, int length) throws FeatureException;

  private static void checkLength(long got, int length) throws FeatureException {
    if (got != length) {
      throw new FeatureException("the tensor has %d bytes, expected %d".formatted(got, length));
    }
  }

  /**
   * Finds one by its {@link #id()}.
   *
   * @throws IllegalArgumentException where there is none, naming those that there are
   */
  public static Compression of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown compression '%s': choose one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Compression::id)
                                .collect(Collectors.joining(", ")))));
  }
}

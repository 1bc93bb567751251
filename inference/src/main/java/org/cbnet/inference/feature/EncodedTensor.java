package org.cbnet.inference.feature;

import java.util.Objects;

/**
 * A tensor as it travels: little-endian elements, perhaps quantised, perhaps compressed. The data
 * is not copied; nobody may change it.
 *
 * @param elementType {@code float32}, {@code float16}, {@code uint8} or {@code int8}
 * @param encoding {@code raw}, {@code lz4} or {@code zstd}
 * @param scale value of one step where quantised, else 1
 * @param zeroPoint quantised value of zero where quantised, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // made for one message
public record EncodedTensor(
    String elementType, String encoding, float scale, int zeroPoint, byte[] data) {

  public EncodedTensor {
    Objects.requireNonNull(elementType, "elementType is null");
    Objects.requireNonNull(encoding, "encoding is null");
    Objects.requireNonNull(data, "data is null");
  }
}

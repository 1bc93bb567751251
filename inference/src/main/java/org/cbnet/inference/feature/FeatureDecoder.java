package org.cbnet.inference.feature;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Reads what {@link FeatureEncoder} wrote; trusts nothing of it. Safe for several threads. */
public final class FeatureDecoder {
  private FeatureDecoder() {}

  /**
   * Decodes into all of a buffer, whose position stays. The buffer says how many elements there
   * must be, so no payload makes the receiver allocate more.
   *
   * @throws FeatureException where the payload is not that many finite values
   */
  public static void decode(EncodedTensor tensor, FloatBuffer into) throws FeatureException {
    Precision precision = precision(tensor.elementType());
    int size = into.limit();
    byte[] bytes =
        compression(tensor.encoding()).decompress(tensor.data(), size * precision.bytes());
    ByteBuffer elements = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (precision) {
      case FLOAT32 -> {
        for (int i = 0; i < size; i++) {
          into.put(i, finite(elements.getFloat()));
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < size; i++) {
          into.put(i, finite(Fp16Conversions.fp16ToFloat(elements.getShort())));
        }
      }
      case UINT8 -> dequantise(tensor, bytes, into);
    }
  }

  /**
   * Reads a tensor that was encoded as it is.
   *
   * @param elementType that it must have, by its name on the wire
   * @param length bytes that it must have
   * @return its elements, little-endian
   * @throws FeatureException where the payload is not that tensor
   */
  public static byte[] decodeAsIs(EncodedTensor tensor, String elementType, int length)
      throws FeatureException {
    if (!tensor.elementType().equals(elementType)) {
      throw new FeatureException(
          "the tensor is of %s, expected %s".formatted(tensor.elementType(), elementType));
    }
    return compression(tensor.encoding()).decompress(tensor.data(), length);
  }

  private static void dequantise(EncodedTensor tensor, byte[] levels, FloatBuffer into)
      throws FeatureException {
    float scale = tensor.scale();
    int zeroPoint = tensor.zeroPoint();
    if (!(scale > 0 && Float.isFinite(scale * 0xff)) || zeroPoint < 0 || zeroPoint > 0xff) {
      throw new FeatureException(
          "a tensor is quantised with scale > 0 and zeroPoint in [0, 255]: %s, %d"
              .formatted(scale, zeroPoint));
    }
    for (int i = 0; i < levels.length; i++) {
      into.put(i, ((levels[i] & 0xff) - zeroPoint) * scale);
    }
  }

  private static Precision precision(String id) throws FeatureException {
    try {
      return Precision.of(id);
    } catch (IllegalArgumentException e) {
      throw new FeatureException(e.getMessage(), e);
    }
  }

  private static Compression compression(String id) throws FeatureException {
    try {
      return Compression.of(id);
    } catch (IllegalArgumentException e) {
      throw new FeatureException(e.getMessage(), e);
    }
  }

  private static float finite(float value) throws FeatureException {
    if (!Float.isFinite(value)) {
      throw new FeatureException("the tensor holds %s".formatted(value));
    }
    return value;
  }
}

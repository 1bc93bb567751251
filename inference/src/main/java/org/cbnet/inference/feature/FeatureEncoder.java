package org.cbnet.inference.feature;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * Makes a feature map small for its way to the cloud.
 *
 * <p>8 bits are affine over the whole tensor: {@code value = (q - zeroPoint) * scale}, with the
 * scale and zero point of ONNX's DynamicQuantizeLinear (operator set 11), which keeps zero exact,
 * the value that ReLU makes most often. Keeps its scratch space, so used by one thread at a time.
 */
public final class FeatureEncoder {
  private static final int LEVELS = 255;
  private static final float MAX_HALF = 65_504;

  private final Precision precision;
  private final Compression compression;
  private float[] values = new float[0];

  public FeatureEncoder(Precision precision, Compression compression) {
    this.precision = Objects.requireNonNull(precision, "precision is null");
    this.compression = Objects.requireNonNull(compression, "compression is null");
  }

  /**
   * Encodes all of a buffer, whose position stays.
   *
   * @throws FeatureException where a value is not finite, or too large for half precision
   */
  public EncodedTensor encode(FloatBuffer tensor) throws FeatureException {
    int size = tensor.limit();
    if (values.length < size) {
      values = new float[size];
    }
    tensor.get(0, values, 0, size);
    return switch (precision) {
      case FLOAT32 -> packed(precision.id(), float32(size), 1, 0);
      case FLOAT16 -> packed(precision.id(), float16(size), 1, 0);
      case UINT8 -> uint8(size);
    };
  }

  /**
   * Encodes a tensor that is no float32: features of a quantised network are small already, and
   * their scale is in the network.
   *
   * @param elementType name of the type on the wire
   * @param values little-endian, all of the buffer, whose position stays
   */
  public EncodedTensor encodeAsIs(String elementType, ByteBuffer values) {
    byte[] bytes = new byte[values.limit()];
    values.get(0, bytes);
    return packed(elementType, bytes, 1, 0);
  }

  private byte[] float32(int size) throws FeatureException {
    ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      bytes.putFloat(finite(values[i]));
    }
    return bytes.array();
  }

  private byte[] float16(int size) throws FeatureException {
    ByteBuffer bytes = ByteBuffer.allocate(size * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      if (Math.abs(finite(values[i])) > MAX_HALF) {
        throw new FeatureException(
            "%s is beyond half precision: send float32 or uint8".formatted(values[i]));
      }
      bytes.putShort(Fp16Conversions.floatToFp16(values[i]));
    }
    return bytes.array();
  }

  private EncodedTensor uint8(int size) throws FeatureException {
    float low = 0;
    float high = 0;
    for (int i = 0; i < size; i++) {
      float value = finite(values[i]);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    // In double: the range of two finite floats need not be one.
    float scale = (float) (((double) high - low) / LEVELS);
    if (!(scale > 0 && Float.isFinite(scale))) {
      scale = 1;
    }
    int zeroPoint = Math.min(LEVELS, Math.round(-low / scale));
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      int level = Math.round(values[i] / scale) + zeroPoint;
      bytes[i] = (byte) Math.max(0, Math.min(LEVELS, level));
    }
    return packed(precision.id(), bytes, scale, zeroPoint);
  }

  private EncodedTensor packed(String elementType, byte[] bytes, float scale, int zeroPoint) {
    byte[] small = compression.compress(bytes);
    boolean pays = small.length < bytes.length;
    return new EncodedTensor(
        elementType,
        pays ? compression.id() : Compression.RAW.id(),
        scale,
        zeroPoint,
        pays ? small : bytes);
  }

  private static float finite(float value) throws FeatureException {
    if (!Float.isFinite(value)) {
      throw new FeatureException("the tensor holds %s".formatted(value));
    }
    return value;
  }
}

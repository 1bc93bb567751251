package org.cbnet.inference.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureCodingTest {
  private static final int SIZE = 1_152;

  static Stream<Arguments> codings() {
    return Stream.of(Precision.values())
        .flatMap(
            precision ->
                Stream.of(Compression.values()).map(each -> Arguments.of(precision, each)));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void whatIsDecodedIsAsNearAsThePrecisionAllows(Precision precision, Compression compression)
      throws FeatureException {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      float[] values = features(random, round);
      float[] decoded = new float[SIZE];

      EncodedTensor tensor =
          new FeatureEncoder(precision, compression).encode(FloatBuffer.wrap(values));
      FeatureDecoder.decode(tensor, FloatBuffer.wrap(decoded));

      assertThat(tensor.data().length).isLessThanOrEqualTo(SIZE * precision.bytes());
      float range = range(values);
      for (int i = 0; i < SIZE; i++) {
        float error =
            switch (precision) {
              case FLOAT32 -> 0;
              // 11 significant bits; below 2^-14 steps of 2^-24.
              case FLOAT16 -> Math.max(Math.abs(values[i]) / 2048, 0x1p-25f);
              // Half a step, and the zero point is rounded too.
              case UINT8 -> range / 255 * 1.001f;
            };
        assertThat(Math.abs(decoded[i] - values[i])).isLessThanOrEqualTo(error);
      }
    }
  }

  /** After ReLU, before it, all the same, tiny, one-sided. */
  private static float[] features(Random random, int round) {
    float[] values = new float[SIZE];
    float size = (float) Math.pow(10, random.nextInt(8) - 4);
    for (int i = 0; i < SIZE; i++) {
      float value = (float) random.nextGaussian() * size;
      values[i] =
          switch (round % 5) {
            case 0 -> Math.max(0, value);
            case 1 -> value;
            case 2 -> size;
            case 3 -> -Math.abs(value) - size;
            default -> random.nextInt(10) == 0 ? value : 0;
          };
    }
    return values;
  }

  private static float range(float[] values) {
    float low = 0;
    float high = 0;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }

  @ParameterizedTest
  @CsvSource({"LZ4, lz4", "ZSTD, zstd", "RAW, raw"})
  void zerosAreCompressedAndNoiseIsLeftAlone(Compression compression, String encoding)
      throws FeatureException {
    FeatureEncoder encoder = new FeatureEncoder(Precision.UINT8, compression);

    EncodedTensor zeros = encoder.encode(FloatBuffer.allocate(SIZE));
    float[] noise = new float[SIZE];
    Random random = new Random(3);
    for (int i = 0; i < SIZE; i++) {
      noise[i] = random.nextFloat();
    }
    EncodedTensor noisy = encoder.encode(FloatBuffer.wrap(noise));

    assertThat(zeros.encoding()).isEqualTo(encoding);
    assertThat(zeros.data().length).isLessThanOrEqualTo(encoding.equals("raw") ? SIZE : 40);
    assertThat(noisy.encoding()).isEqualTo("raw");
    assertThat(noisy.data()).hasSize(SIZE);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, NaN, holds NaN",
    "FLOAT16, Infinity, holds Infinity",
    "UINT8, -Infinity, holds -Infinity",
    "FLOAT16, 70000, beyond half precision"
  })
  void valuesThatCannotTravelAreNamed(Precision precision, float value, String message) {
    FloatBuffer tensor = FloatBuffer.allocate(SIZE).put(SIZE - 1, value);

    assertThatThrownBy(() -> new FeatureEncoder(precision, Compression.RAW).encode(tensor))
        .isInstanceOf(FeatureException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, raw, 1, 0, 1151, 'has 1151 bytes, expected 1152'",
    "uint8, raw, 1, 0, 1153, 'has 1153 bytes, expected 1152'",
    "float32, raw, 1, 0, 1152, 'has 1152 bytes, expected 4608'",
    "uint8, lz4, 1, 0, 700, no lz4 block",
    "uint8, zstd, 1, 0, 700, no zstd frame",
    "uint8, zstd, 1, 0, 0, has 0 bytes",
    "uint8, lz4, 1, 0, 0, lz4",
    "int4, raw, 1, 0, 1152, unknown precision 'int4'",
    "uint8, rar, 1, 0, 1152, unknown compression 'rar'",
    "uint8, raw, 0, 0, 1152, scale > 0",
    "uint8, raw, NaN, 0, 1152, scale > 0",
    "uint8, raw, 3e38, 0, 1152, scale > 0",
    "uint8, raw, 1, 256, 1152, zeroPoint in"
  })
  void payloadsThatAreNotTheTensorAreRefused(
      String type, String encoding, float scale, int zeroPoint, int bytes, String message) {
    byte[] data = new byte[bytes];
    new Random(5).nextBytes(data);
    EncodedTensor tensor = new EncodedTensor(type, encoding, scale, zeroPoint, data);

    assertThatThrownBy(() -> FeatureDecoder.decode(tensor, FloatBuffer.allocate(SIZE)))
        .isInstanceOf(FeatureException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource
  void quantisedTensorsTravelAsTheyAre(Compression compression) throws FeatureException {
    byte[] values = new byte[SIZE];
    new Random(9).nextBytes(values);
    Arrays.fill(values, 0, SIZE / 2, (byte) 17);

    EncodedTensor tensor =
        new FeatureEncoder(Precision.UINT8, compression)
            .encodeAsIs("int8", ByteBuffer.wrap(values));

    assertThat(FeatureDecoder.decodeAsIs(tensor, "int8", SIZE)).isEqualTo(values);
    assertThatThrownBy(() -> FeatureDecoder.decodeAsIs(tensor, "uint8", SIZE))
        .hasMessage("the tensor is of int8, expected uint8");
    assertThatThrownBy(() -> FeatureDecoder.decodeAsIs(tensor, "int8", SIZE - 1))
        .isInstanceOf(FeatureException.class);
  }

  @ParameterizedTest
  @CsvSource({"LZ4", "ZSTD"})
  void moreThanTheTensorIsNeverMade(Compression compression) {
    byte[] bomb = compression.compress(new byte[1 << 20]);
    EncodedTensor tensor = new EncodedTensor("uint8", compression.id(), 1, 0, bomb);

    assertThatThrownBy(() -> FeatureDecoder.decode(tensor, FloatBuffer.allocate(SIZE)))
        .isInstanceOf(FeatureException.class);
  }
}

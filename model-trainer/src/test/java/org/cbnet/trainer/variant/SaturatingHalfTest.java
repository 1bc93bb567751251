package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturatingHalfTest {
  // Bits from the definition of binary16.
  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "-0.0, 8000",
    "1, 3c00",
    "-2, c000",
    "65504, 7bff",
    "0.00006103515625, 0400",
    "0.000000059604644775390625, 0001",
    "0.333251953125, 3555",
    "1.00048828125, 3c00",
    "1.00146484375, 3c02",
    "1.9999, 4000",
    "1e-10, 0000"
  })
  void takesTheNearestAndTheEvenOfTwo(float value, String bits) {
    assertThat("%04x".formatted(SaturatingHalf.bits(value))).isEqualTo(bits);
  }

  @Test
  void everyNumberComesBack() {
    for (int i = 0; i < 1 << 16; i++) {
      short bits = (short) i;
      float value = SaturatingHalf.value(bits);
      if (!Float.isNaN(value)) {
        assertThat(SaturatingHalf.bits(value)).as(Integer.toHexString(i)).isEqualTo(bits);
      }
    }
  }

  @Test
  void finiteStaysFiniteAndTheRestStaysWhatItIs() {
    assertThat(SaturatingHalf.value(SaturatingHalf.bits(1e9f))).isEqualTo(65_504f);
    assertThat(SaturatingHalf.value(SaturatingHalf.bits(-1e9f))).isEqualTo(-65_504f);
    assertThat(SaturatingHalf.value(SaturatingHalf.bits(Float.NEGATIVE_INFINITY)))
        .isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(SaturatingHalf.value(SaturatingHalf.bits(Float.NaN))).isNaN();
  }
}

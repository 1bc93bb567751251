package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantisationScalesTest {
  @Test
  void zeroHasACodeOfItsOwn() {
    assertThat(Affine.covering(0, 2.55)).isEqualTo(new Affine(0.01f, 0));
    assertThat(Affine.covering(-1, 1.55)).isEqualTo(new Affine(0.01f, 100));
    // A range on one side of 0 is widened to it.
    assertThat(Affine.covering(1, 2.55)).isEqualTo(new Affine(0.01f, 0));
    assertThat(Affine.covering(-2.55, -1)).isEqualTo(new Affine(0.01f, 255));
  }

  @Test
  void aTensorThatIsAlwaysZeroHasAScale() {
    assertThat(Affine.covering(0, 0)).isEqualTo(new Affine(1, 0));
  }

  @Test
  void percentileCutsOffWhatIsRareOnEitherSide() {
    ActivationRange range = new ActivationRange();
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 1 : -1;
    }
    values[0] = 100;
    values[1] = -50;
    FloatBuffer buffer = FloatBuffer.wrap(values);
    range.extend(buffer);
    range.count(buffer);

    assertThat(range.minMax().scale()).isCloseTo(150f / 255, within(1e-5f));
    // One value on either side of 10,000 may go.
    assertThat(range.percentile(2e-4).scale()).isCloseTo(2f / 255, within(5e-4f));
    assertThat(range.percentile(0).scale()).isCloseTo(150f / 255, within(1e-5f));
  }

  @Test
  void everyChannelHasItsScaleAndItsLargestWeightTheLargestCode() {
    float[] weights = {0.5f, -1, 0.25f, 10, 0, 5, 0, 0, 0};

    ChannelWeights rows = ChannelWeights.of(weights, List.of(3L, 3L), 0);
    ChannelWeights columns = ChannelWeights.of(weights, List.of(3L, 3L), 1);

    assertThat(rows.codes()).containsExactly(64, -127, 32, 127, 0, 64, 0, 0, 0);
    assertThat(rows.scales()).containsExactly(1f / 127, 10f / 127, 1);
    assertThat(columns.codes()).containsExactly(6, -127, 6, 127, 0, 127, 0, 0, 0);
    assertThat(columns.scales()).containsExactly(10f / 127, 1f / 127, 5f / 127);
  }
}

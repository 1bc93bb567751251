package org.cbnet.trainer.evaluation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightFramesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 10_000})
  void readsWhatWasWritten(int frames) {
    BitSet right = new BitSet();
    for (int i = 0; i < frames; i += 3) {
      right.set(i);
    }

    assertThat(RightFrames.read(RightFrames.write(right, frames), frames)).isEqualTo(right);
  }

  @Test
  void bitsAreLeastFirst() {
    BitSet right = new BitSet();
    right.set(0);
    right.set(9);

    assertThat(RightFrames.write(right, 10)).isEqualTo("AQI=");
  }

  @Test
  void refusesTextForOtherFrames() {
    assertThatThrownBy(() -> RightFrames.read("AQI=", 17)).hasMessageContaining("2 bytes");
    assertThatThrownBy(() -> RightFrames.read("AQI=", 9)).hasMessageContaining("for 9 frames");
    assertThatThrownBy(() -> RightFrames.read("?", 8)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLineWhoseCountIsNotThatOfItsFramesIsRefused() {
    assertThatThrownBy(
            () -> new RecordedAccuracy("00", "lenet", "plain", 1, null, true, 10, 3, "AQI="))
        .hasMessageContaining("rightFrames holds 2 frames, correct says 3");
  }
}

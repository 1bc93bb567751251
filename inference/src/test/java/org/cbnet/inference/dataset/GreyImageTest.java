package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyImageTest {
  @Test
  void ownSizeChangesNothing() {
    assertThat(resized(image(2, 3, 0, 50, 100, 150, 200, 255), 2, 3))
        .containsExactly(0, 50, 100, 150, 200, 255);
  }

  @Test
  void shrinkingTakesTheMeanOfWhatAPixelCovers() {
    assertThat(resized(image(2, 4, 0, 100, 200, 200, 100, 200, 250, 250), 1, 2))
        .containsExactly(100, 225);
  }

  @Test
  void pixelsCoveredInPartCountInPart() {
    // Each of the two targets covers one and a half of the three pixels.
    assertThat(resized(image(1, 3, 30, 90, 240), 1, 2)).containsExactly(50, 190);
  }

  @Test
  void growingGoesInAStraightLineBetweenCentres() {
    assertThat(resized(image(1, 2, 0, 200), 1, 4)).containsExactly(0, 50, 150, 200);
  }

  @Test
  void axesAreIndependent() {
    assertThat(resized(image(2, 1, 0, 200), 4, 1)).containsExactly(0, 50, 150, 200);
    assertThat(resized(image(4, 1, 0, 100, 200, 250), 2, 2)).containsExactly(50, 50, 225, 225);
  }

  @Test
  void brightPixelsAreUnsigned() {
    assertThat(resized(image(1, 2, 255, 255), 1, 1)).containsExactly(255);
  }

  @ParameterizedTest
  @CsvSource({"1, 28", "5, 28", "28, 28", "29, 28", "1000, 28", "3, 2", "2, 3", "40000, 7"})
  void weightsAddUpToOneAndStayInside(int from, int to) {
    Resampling resampling = Resampling.of(from, to);

    for (int i = 0; i < to; i++) {
      assertThat(Arrays.stream(resampling.weights(i)).sum()).isCloseTo(1, within(1e-12));
      assertThat(resampling.first(i)).isNotNegative();
      assertThat(resampling.first(i) + resampling.weights(i).length).isLessThanOrEqualTo(from);
    }
  }

  @Test
  void refusesPixelsThatAreNotHeightTimesWidth() {
    assertThatThrownBy(() -> new GreyImage(2, 2, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 2, 3 pixels");
  }

  private static int[] resized(GreyImage image, int height, int width) {
    byte[] pixels = image.resized(height, width);
    int[] values = new int[pixels.length];
    Arrays.setAll(values, i -> pixels[i] & 0xff);
    return values;
  }

  private static GreyImage image(int height, int width, int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return new GreyImage(height, width, pixels);
  }
}

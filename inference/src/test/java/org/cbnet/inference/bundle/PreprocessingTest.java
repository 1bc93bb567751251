package org.cbnet.inference.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.cbnet.inference.TinyBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No preprocessing may make a pixel into NaN or infinity. */
class PreprocessingTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, scale must be finite and not 0: 0.0",
    "NaN, 0, 1, scale must be finite and not 0: NaN",
    "1, NaN, 1, mean must be finite: NaN",
    "1, Infinity, 1, mean must be finite: Infinity",
    "1, 0, 0, standardDeviation must be finite and above 0: 0.0",
    "1, 0, -1, standardDeviation must be finite and above 0: -1.0",
    "1, 0, NaN, standardDeviation must be finite and above 0: NaN",
    "1e200, 0, 1e-200, gives no finite input",
    "1e40, 0, 1, gives no finite input for pixel 255",
    "1e40, 255e40, 1, gives no finite input for pixel 0"
  })
  void refusesWhatMakesNoFiniteInput(
      double scale, double mean, double standardDeviation, String problem) {
    assertThatThrownBy(() -> new Preprocessing(scale, mean, standardDeviation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aManifestWithADeviationOfZeroIsRefused() throws IOException {
    TinyBundle.whole(folder, "whole.onnx")
        .with("preprocessing", Map.of("scale", 1, "mean", 0.5, "standardDeviation", 0))
        .write();

    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("standardDeviation must be finite and above 0: 0.0");
  }

  @Test
  void shiftsAndScalesEveryPixelValue() {
    float[] table = new Preprocessing(1.0 / 255, 0.5, 0.25).table();

    assertThat(table).hasSize(256);
    assertThat(table[0]).isEqualTo(-2);
    assertThat(table[255]).isEqualTo(2);
  }
}

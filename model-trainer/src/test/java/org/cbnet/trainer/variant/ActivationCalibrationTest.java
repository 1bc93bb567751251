package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationCalibrationTest {
  private static final List<Long> MATRIX = List.of(2L, 2L);
  private static final List<Long> ROW = List.of(2L);

  @Test
  void refusesAGraphWhoseValuesAreNotFinite() throws Exception {
    EditableModel model =
        TestModels.model(
            List.of(2),
            List.of(
                TensorValues.floats("large", MATRIX, 3e38f, 0, 3e38f, 1),
                TensorValues.floats("one", MATRIX, 1, 0, 0, 1),
                TensorValues.floats("zeros", ROW, 0, 0)),
            List.of(
                Nodes.of("Gemm", "hidden", "image", "large", "zeros"),
                Nodes.of("Gemm", "logits", "hidden", "one", "zeros")));
    ActivationCalibration calibration =
        new ActivationCalibration(List.of(new float[] {1, 1}), 1, 2);

    assertThatThrownBy(() -> calibration.measure(Map.of("whole", model)))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("tensor hidden is not finite");
  }
}

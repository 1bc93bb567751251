package org.cbnet.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cbnet.trainer.torch.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  private static final Map<String, UnaryOperator<NDArray>> LOSSES =
      Map.of(
          "crossEntropy", x -> Losses.crossEntropy(x, target(x)),
          "meanSquares", x -> Losses.meanSquares(x, target(x)),
          "binaryCrossEntropy", x -> Losses.binaryCrossEntropy(x, target(x)),
          "meanAbsoluteSum", Losses::meanAbsoluteSum,
          "weighted", x -> Losses.weighted(x.sum(), 0.25));

  static Stream<String> losses() {
    return LOSSES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientDoesNotDependOnGarbageCollection(String loss) throws InterruptedException {
    float[] undisturbed = gradient(LOSSES.get(loss), false);

    assertThat(gradient(LOSSES.get(loss), true)).isEqualTo(undisturbed);
    assertThat(undisturbed[0]).isNotZero();
  }

  @Test
  void valuesAreThoseOfTheFormulas() {
    try (NDManager manager = Torch.newManager()) {
      NDArray x = manager.create(new float[] {0.2f, 0.6f, 0.9f, 0.5f}, new Shape(2, 2));

      assertThat(Losses.crossEntropy(x, target(x)).getFloat())
          .isCloseTo(
              (float) ((Math.log(1 + Math.exp(0.4)) + Math.log(1 + Math.exp(-0.4))) / 2),
              within(1e-6f));
      assertThat(Losses.meanSquares(x, target(x)).getFloat())
          .isCloseTo((0.64f + 0.36f + 0.01f + 0.25f) / 4, within(1e-6f));
      assertThat(Losses.binaryCrossEntropy(x, target(x)).getFloat())
          .isCloseTo(
              (float) -((Math.log(0.2) + Math.log(0.4) + Math.log(0.9) + Math.log(0.5)) / 4),
              within(1e-6f));
      assertThat(Losses.meanAbsoluteSum(x.neg()).getFloat()).isCloseTo(1.1f, within(1e-6f));
    }
  }

  private static float[] gradient(UnaryOperator<NDArray> loss, boolean collect)
      throws InterruptedException {
    try (NDManager manager = Torch.newManager()) {
      NDArray x = manager.create(new float[] {0.2f, 0.6f, 0.9f, 0.5f}, new Shape(2, 2));
      x.setRequiresGradient(true);
      try (GradientCollector collector = Torch.newGradientCollector()) {
        NDArray value = loss.apply(x);
        if (collect) {
          System.gc();
          // The buffers' memory is given back by another thread.
          Thread.sleep(50);
          for (int i = 0; i < 1_000; i++) {
            ByteBuffer.allocateDirect(Float.BYTES).putFloat(Float.NaN);
          }
        }
        collector.backward(value);
      }
      try (NDArray gradient = x.getGradient()) {
        return gradient.toFloatArray();
      }
    }
  }

  // The first class of both examples.
  private static NDArray target(NDArray x) {
    return x.getManager().create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
  }
}

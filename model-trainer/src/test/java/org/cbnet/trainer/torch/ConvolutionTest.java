package org.cbnet.trainer.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.function.Function;
import org.cbnet.trainer.network.Conv;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
  @ParameterizedTest
  @CsvSource({
    // in, out, kernel, stride, padding, side; the first three tile the image
    "1, 8, 7, 7, 0, 28",
    "3, 4, 2, 2, 0, 6",
    "2, 5, 4, 4, 0, 4",
    "1, 8, 7, 7, 3, 28",
    "2, 3, 4, 4, 0, 10",
    "2, 3, 3, 2, 1, 9",
    "3, 2, 1, 1, 0, 5"
  })
  void valuesAndGradientsAreThoseOfPyTorch(
      int in, int out, int kernel, int stride, int padding, int side) {
    Conv conv = new Conv(in, out, kernel, stride, padding);
    try (NDManager manager = Torch.newManager()) {
      List<NDArray> arrays =
          List.of(
              manager.randomNormal(new Shape(3, in, side, side)),
              manager.randomNormal(new Shape(out, in, kernel, kernel)),
              manager.randomNormal(new Shape(out)));

      List<float[]> pytorch = values(arrays, given -> pytorch(conv, given));
      List<float[]> ours =
          values(
              arrays, given -> new Convolution(conv).of(given.get(0), given.get(1), given.get(2)));
      List<float[]> withoutBias =
          values(
              arrays,
              given ->
                  new Convolution(conv)
                      .of(given.get(0), given.get(1))
                      .add(given.get(2).reshape(1, -1, 1, 1)));

      for (int i = 0; i < pytorch.size(); i++) {
        close(ours.get(i), pytorch.get(i));
        close(withoutBias.get(i), pytorch.get(i));
      }
    }
  }

  private static NDArray pytorch(Conv conv, List<NDArray> given) {
    return Conv2d.conv2d(
            given.get(0),
            given.get(1),
            given.get(2),
            new Shape(conv.stride(), conv.stride()),
            new Shape(conv.padding(), conv.padding()))
        .singletonOrThrow();
  }

  // The output, and the gradients of the sum of its squares, which differ from place to place.
  private static List<float[]> values(
      List<NDArray> arrays, Function<List<NDArray>, NDArray> convolve) {
    List<NDArray> fresh = arrays.stream().map(NDArray::duplicate).toList();
    fresh.forEach(array -> array.setRequiresGradient(true));
    try (GradientCollector collector = Torch.newGradientCollector()) {
      NDArray output = convolve.apply(fresh);
      collector.backward(output.mul(output).sum());
      return List.of(
          output.toFloatArray(),
          fresh.get(0).getGradient().toFloatArray(),
          fresh.get(1).getGradient().toFloatArray(),
          fresh.get(2).getGradient().toFloatArray());
    }
  }

  private static void close(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      float scale = Math.max(1, Math.abs(expected[i]));
      assertThat(Math.abs(found[i] - expected[i]) / scale).isLessThan(1e-4f);
    }
  }
}

package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * Adam (Kingma and Ba 2015) with PyTorch's own update step, whose moments can be saved and put
 * back: DJL's optimizer keeps them to itself, and a training could not be resumed. One thread.
 */
final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final String MEAN = "mean/";
  private static final String VARIANCE = "variance/";

  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();

  /**
   * @param saved what {@link #moments} gave, or nothing for a start at 0; the arrays live in the
   *     network's manager
   */
  Adam(TorchNetwork network, Weights saved) {
    network.forEachTrained(
        (name, parameter) -> {
          means.put(name, moment(network, parameter, saved, MEAN + name));
          variances.put(name, moment(network, parameter, saved, VARIANCE + name));
        });
  }

  /** Updates every trained parameter by its gradient, which is set back to 0. */
  void step(TorchNetwork network, int step, float rate) {
    double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
    network.forEachTrained(
        (name, parameter) -> {
          try (NDArray gradient = parameter.getGradient()) {
            parameter
                .getNDArrayInternal()
                .adamUpdate(
                    new NDList(parameter, gradient, means.get(name), variances.get(name)),
                    new NDList(parameter),
                    rate,
                    (float) (rate * correction),
                    0,
                    1,
                    -1,
                    BETA1,
                    BETA2,
                    EPSILON,
                    true,
                    false);
          }
        });
  }

  /** A copy of the moments. */
  Weights moments() {
    Map<String, float[]> values = new LinkedHashMap<>();
    means.forEach((name, array) -> values.put(MEAN + name, array.toFloatArray()));
    variances.forEach((name, array) -> values.put(VARIANCE + name, array.toFloatArray()));
    return Weights.of(values);
  }

  private static NDArray moment(
      TorchNetwork network, NDArray parameter, Weights saved, String name) {
    Shape shape = parameter.getShape();
    float[] values = saved.has(name) ? saved.get(name) : new float[(int) shape.size()];
    return network.create(values, shape);
  }
}

package org.cbnet.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.function.Function;
import org.cbnet.trainer.network.Conv;
import org.cbnet.trainer.network.GlobalAveragePool;
import org.cbnet.trainer.network.Layer;
import org.cbnet.trainer.network.LayerVisitor;
import org.cbnet.trainer.network.Linear;
import org.cbnet.trainer.network.MaxPool;
import org.cbnet.trainer.network.NormConv;
import org.cbnet.trainer.network.Relu;
import org.cbnet.trainer.network.Reshape;
import org.cbnet.trainer.network.Residual;
import org.cbnet.trainer.network.Sigmoid;

/**
 * Computes one layer of one batch.
 *
 * @param input the batch, first dimension counts examples
 * @param parameter the layer's tensors by short name
 * @param training whether normalisations use, and remember, the batch's own mean and variance
 */
record LayerComputation(NDArray input, Function<String, NDArray> parameter, boolean training)
    implements LayerVisitor<NDArray> {
  private static final boolean CEIL_MODE = true;
  private static final int CHANNEL_AXIS = 1;
  // Share of the running figure that a batch leaves.
  private static final float MOMENTUM = 0.9f;

  @Override
  public NDArray conv(Conv conv) {
    return new Convolution(conv).of(input, parameter.apply("weight"), parameter.apply("bias"));
  }

  @Override
  public NDArray normConv(NormConv norm) {
    NDArray convolved = new Convolution(norm.conv()).of(input, parameter.apply("weight"));
    return BatchNorm.batchNorm(
            convolved,
            parameter.apply("mean"),
            parameter.apply("variance"),
            parameter.apply("scale"),
            parameter.apply("shift"),
            CHANNEL_AXIS,
            MOMENTUM,
            NormConv.EPSILON,
            training)
        .singletonOrThrow();
  }

  @Override
  public NDArray maxPool(MaxPool pool) {
    return Pool.maxPool2d(
        input, square(pool.window()), square(pool.window()), square(0), CEIL_MODE);
  }

  @Override
  public NDArray globalAveragePool(GlobalAveragePool pool) {
    Shape shape = input.getShape();
    return input.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
  }

  @Override
  public NDArray relu(Relu relu) {
    return Activation.relu(input);
  }

  @Override
  public NDArray sigmoid(Sigmoid sigmoid) {
    return Activation.sigmoid(input);
  }

  @Override
  public NDArray linear(Linear linear) {
    return ai.djl.nn.core.Linear.linear(input, parameter.apply("weight"), parameter.apply("bias"))
        .singletonOrThrow();
  }

  @Override
  public NDArray reshape(Reshape reshape) {
    return input.reshape(new Shape(reshape.target().withLeading(input.getShape().get(0))));
  }

  @Override
  public NDArray residual(Residual residual) {
    return chain(residual.body(), Residual.BODY).add(chain(residual.shortcut(), Residual.SHORTCUT));
  }

  private NDArray chain(List<Layer> layers, String prefix) {
    NDArray value = input;
    for (int i = 0; i < layers.size(); i++) {
      String layer = prefix + i + ".";
      value =
          layers
              .get(i)
              .accept(new LayerComputation(value, name -> parameter.apply(layer + name), training));
    }
    return value;
  }

  private static Shape square(int size) {
    return new Shape(size, size);
  }
}

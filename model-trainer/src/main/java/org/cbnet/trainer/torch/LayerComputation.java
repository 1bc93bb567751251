package org.cbnet.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.function.Function;
import org.cbnet.trainer.network.Conv;
import org.cbnet.trainer.network.LayerVisitor;
import org.cbnet.trainer.network.Linear;
import org.cbnet.trainer.network.MaxPool;
import org.cbnet.trainer.network.Relu;
import org.cbnet.trainer.network.Reshape;
import org.cbnet.trainer.network.Sigmoid;

/**
 * Computes one layer of one batch.
 *
 * @param input the batch, first dimension counts examples
 * @param parameter the layer's tensors by short name
 */
record LayerComputation(NDArray input, Function<String, NDArray> parameter)
    implements LayerVisitor<NDArray> {
  private static final boolean CEIL_MODE = true;

  @Override
  public NDArray conv(Conv conv) {
    return Conv2d.conv2d(
            input,
            parameter.apply("weight"),
            parameter.apply("bias"),
            square(conv.stride()),
            square(conv.padding()))
        .singletonOrThrow();
  }

  @Override
  public NDArray maxPool(MaxPool pool) {
    return Pool.maxPool2d(
        input, square(pool.window()), square(pool.window()), square(0), CEIL_MODE);
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

  private static Shape square(int size) {
    return new Shape(size, size);
  }
}

package org.cbnet.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.cbnet.trainer.network.Conv;

/**
 * Computes a convolution of a batch.
 *
 * <p>Where the windows tile the image, each pixel is in one window only, and the convolution is one
 * matrix product over the windows. PyTorch's gradient of such a convolution falls back to plain
 * loops on CPUs: with one channel in and windows of 7 x 7 it takes five times as long as all else
 * in our converting network.
 */
record Convolution(Conv conv) {
  NDArray of(NDArray input, NDArray weight) {
    Shape shape = input.getShape();
    return tiles(shape)
        ? tiled(input, weight)
        : Conv2d.conv2d(input, weight, null, square(conv.stride()), square(conv.padding()))
            .singletonOrThrow();
  }

  NDArray of(NDArray input, NDArray weight, NDArray bias) {
    return tiles(input.getShape())
        ? tiled(input, weight).add(bias.reshape(1, -1, 1, 1))
        : Conv2d.conv2d(input, weight, bias, square(conv.stride()), square(conv.padding()))
            .singletonOrThrow();
  }

  private boolean tiles(Shape image) {
    return conv.kernel() > 1
        && conv.kernel() == conv.stride()
        && conv.padding() == 0
        && image.get(2) % conv.kernel() == 0
        && image.get(3) % conv.kernel() == 0;
  }

  private NDArray tiled(NDArray input, NDArray weight) {
    long examples = input.getShape().get(0);
    long in = input.getShape().get(1);
    long size = conv.kernel();
    long rows = input.getShape().get(2) / size;
    long columns = input.getShape().get(3) / size;
    long out = weight.getShape().get(0);
    NDArray windows =
        input
            .reshape(examples, in, rows, size, columns, size)
            .transpose(0, 2, 4, 1, 3, 5)
            .reshape(examples * rows * columns, in * size * size);
    return windows
        .matMul(weight.reshape(out, in * size * size).transpose())
        .reshape(examples, rows, columns, out)
        .transpose(0, 3, 1, 2);
  }

  private static Shape square(int size) {
    return new Shape(size, size);
  }
}

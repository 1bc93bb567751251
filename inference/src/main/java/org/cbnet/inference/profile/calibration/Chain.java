package org.cbnet.inference.profile.calibration;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Writes a network layer by layer, each reading what the one before has made. Where it is quantised
 * every layer reads and makes codes of 8 bits, in the form that ONNX Runtime fuses.
 */
final class Chain {
  private static final String IMAGE = "image";
  private static final String LOGITS = "logits";
  // Activations are between about -4 and 4 whatever the layer.
  private static final float SCALE = 1 / 32f;
  private static final int MIDDLE = 128;
  private static final String ANY_SIGN = "zero.middle";
  private static final String POSITIVE = "zero.low";

  private final ChainModel model;
  private final boolean quantised;
  private final Set<String> zeros = new HashSet<>();
  private int channels;
  private int size;
  private int layer;
  // What the last layer made: values, or their codes.
  private String last = IMAGE;
  // Code of zero: where nothing is negative it is 0, and a ReLU is in the quantisation already.
  private String zero = POSITIVE;

  Chain(Random random, boolean quantised, int channels, int size) {
    this.model = new ChainModel(random, IMAGE, channels, size);
    this.quantised = quantised;
    this.channels = channels;
    this.size = size;
    if (quantised) {
      model.scalar("scale", SCALE);
      last = codes(IMAGE);
    }
  }

  /** Height and width of what was made last. */
  int size() {
    return size;
  }

  /** Values of what was made last. */
  int elements() {
    return channels * size * size;
  }

  /** Multiply-accumulates of a padded convolution here. */
  long convMacs(int out, int kernel, int stride) {
    long side = ((long) size + stride - 1) / stride;
    return side * side * out * kernel * kernel * channels;
  }

  void conv(int out, int kernel, int stride, boolean padded, boolean relu) {
    convolution(out, kernel, stride, padded ? kernel / 2 : 0, 1, relu);
  }

  void depthwise(int kernel, int stride) {
    convolution(channels, kernel, stride, kernel / 2, channels, true);
  }

  void maxPool(int kernel, int stride) {
    String made = next("pool");
    model.node(
        "MaxPool",
        made,
        List.of(
            Attributes.integers("kernel_shape", kernel, kernel),
            Attributes.integers("strides", stride, stride)),
        values());
    size = (size - kernel) / stride + 1;
    made(made, zero);
  }

  void globalPool() {
    String made = next("mean");
    model.node("GlobalAveragePool", made, List.of(), values());
    size = 1;
    made(made, zero);
  }

  void activation() {
    String made = next("sigmoid");
    model.node("Sigmoid", made, List.of(), values());
    made(made, POSITIVE);
  }

  /** Of what was made last with itself. */
  void sum() {
    String made = next("sum");
    String read = values();
    model.node("Add", made, List.of(), read, read);
    made(made, zero);
  }

  void flatten() {
    String made = next("flat");
    model.node("Flatten", made, List.of(), values());
    channels = elements();
    size = 1;
    made(made, zero);
  }

  void product(int out) {
    String made = next("product");
    product(out, made);
    model.node("Relu", made + ".relu", List.of(), made);
    made(made + ".relu", POSITIVE);
  }

  /** Ends the network with a product in single precision; nothing may be added any more. */
  byte[] logits(int out) {
    product(out, LOGITS);
    return model.bytes(LOGITS, out);
  }

  private void product(int out, String made) {
    String read = values();
    String weight = weight(made, channels, out, channels);
    model.node("Gemm", made, List.of(Attributes.integer("transB", 1)), read, weight);
    channels = out;
  }

  private void convolution(int out, int kernel, int stride, int pad, int groups, boolean relu) {
    String made = next(groups == 1 ? "conv" : "depthwise");
    String read = values();
    int in = channels / groups;
    List<AttributeProto> attributes =
        List.of(
            Attributes.integers("kernel_shape", kernel, kernel),
            Attributes.integers("strides", stride, stride),
            Attributes.integers("pads", pad, pad, pad, pad),
            Attributes.integer("group", groups));
    model.node(
        "Conv",
        made,
        attributes,
        read,
        weight(made, in * kernel * kernel, out, in, kernel, kernel));
    channels = out;
    size = (size + 2 * pad - kernel) / stride + 1;
    if (relu) {
      model.node("Relu", made + ".relu", List.of(), made);
    }
    made(relu ? made + ".relu" : made, relu ? POSITIVE : ANY_SIGN);
  }

  private String weight(String of, int summed, int... shape) {
    return quantised
        ? model.quantisedWeight(of + ".weight", summed, shape)
        : model.weight(of + ".weight", summed, shape);
  }

  private String next(String what) {
    layer++;
    return "%02d.%s".formatted(layer, what);
  }

  private void made(String tensor, String zero) {
    this.zero = zero;
    last = quantised ? codes(tensor) : tensor;
  }

  private String codes(String tensor) {
    if (zeros.add(zero)) {
      model.zero(zero, zero.equals(POSITIVE) ? 0 : MIDDLE);
    }
    model.node("QuantizeLinear", tensor + ".codes", List.of(), tensor, "scale", zero);
    return tensor + ".codes";
  }

  // Each reader has a copy, so that the runtime can fuse it.
  private String values() {
    if (!quantised) {
      return last;
    }
    String values = "%s.values%d".formatted(last, layer);
    model.node("DequantizeLinear", values, List.of(), last, "scale", zero);
    return values;
  }
}

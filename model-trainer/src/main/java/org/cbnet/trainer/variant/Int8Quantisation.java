package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Static 8-bit quantisation in the form that ONNX Runtime fuses: {@code QuantizeLinear} and {@code
 * DequantizeLinear} around the operators of {@link QuantisedLayers}, activations per tensor
 * unsigned, weights per output channel signed, biases in 32 bits.
 *
 * <p>The graph still computes float for whoever reads it literally; the runtime replaces a
 * dequantised operator by its integer kernel.
 */
final class Int8Quantisation {
  /** The oldest operator set that has scales by channel. */
  static final int LEAST_OPERATOR_SET = 13;

  private final EditableModel model;
  private final Map<String, Affine> scales;
  private final Set<String> activations;
  private final List<NodeProto> nodes = new ArrayList<>();
  // What readers of a tensor take instead of it.
  private final Map<String, String> rounded = new HashMap<>();

  private Int8Quantisation(
      EditableModel model, Set<String> activations, Map<String, Affine> scales) {
    this.model = model;
    this.activations = activations;
    this.scales = scales;
  }

  /** The tensors whose ranges {@link #apply} asks for. */
  static Set<String> activations(EditableModel model) {
    Set<String> tensors = new LinkedHashSet<>();
    for (NodeProto node : model.nodes()) {
      if (QuantisedLayers.contain(model, node)) {
        tensors.addAll(QuantisedLayers.activations(model, node));
        String result = QuantisedLayers.result(model, node);
        // Logits are compared, not computed on: rounding them would only cost ties.
        if (!model.isOutput(result)) {
          tensors.add(result);
        }
      }
    }
    return tensors;
  }

  /**
   * Quantises a model in place.
   *
   * @param scales of every tensor of {@link #activations}
   */
  static void apply(EditableModel model, Map<String, Affine> scales) {
    new Int8Quantisation(model, activations(model), new HashMap<>(scales)).run();
  }

  private void run() {
    List<NodeProto> before = List.copyOf(model.nodes());
    model.inputs().forEach(input -> round(input.getName()));
    for (NodeProto node : before) {
      nodes.add(QuantisedLayers.contain(model, node) ? quantised(node) : reading(node));
      node.getOutputList().forEach(output -> follow(node, output));
    }
    model.nodes().clear();
    model.nodes().addAll(nodes);
  }

  // Pools and reshapes move codes without changing them: behind one the scale is the same.
  private void follow(NodeProto node, String output) {
    if (QuantisedLayers.keepsCodes(node)
        && rounded.containsKey(node.getInput(0))
        && !model.isOutput(output)) {
      scales.put(output, scales.get(node.getInput(0)));
      activations.add(output);
    }
    round(output);
  }

  private void round(String tensor) {
    if (!activations.contains(tensor)) {
      return;
    }
    Affine affine = scales.get(tensor);
    String scale = model.fresh(tensor + ".scale");
    String zero = model.fresh(tensor + ".zero");
    model.putConstant(TensorValues.floats(scale, List.of(), affine.scale()));
    model.putConstant(TensorValues.uint8(zero, affine.zeroPoint()));
    String codes = model.fresh(tensor + ".codes");
    String values = model.fresh(tensor + ".rounded");
    nodes.add(Nodes.of("QuantizeLinear", codes, tensor, scale, zero).build());
    nodes.add(Nodes.of("DequantizeLinear", values, codes, scale, zero).build());
    rounded.put(tensor, values);
  }

  private NodeProto reading(NodeProto node) {
    NodeProto.Builder builder = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      builder.setInput(i, rounded.getOrDefault(node.getInput(i), node.getInput(i)));
    }
    return builder.build();
  }

  private NodeProto quantised(NodeProto node) {
    NodeProto.Builder builder = reading(node).toBuilder();
    if (!QuantisedLayers.hasWeight(node)) {
      return builder.build();
    }
    TensorProto weight = model.constants().get(node.getInput(1));
    int axis = QuantisedLayers.channelAxis(node);
    ChannelWeights quantised =
        ChannelWeights.of(TensorValues.floats(weight), weight.getDimsList(), axis);
    List<Long> channels = List.of((long) quantised.scales().length);
    builder.setInput(
        1,
        dequantised(
            TensorValues.int8s(
                model.fresh(weight.getName() + ".int8"), weight.getDimsList(), quantised.codes()),
            quantised.scales(),
            axis));
    if (node.getInputCount() == 3) {
      TensorProto bias = model.constants().get(node.getInput(2));
      float input = scales.get(node.getInput(0)).scale();
      float[] products = quantised.scales().clone();
      for (int i = 0; i < products.length; i++) {
        products[i] *= input;
      }
      builder.setInput(
          2,
          dequantised(
              TensorValues.int32s(
                  model.fresh(bias.getName() + ".int32"),
                  channels,
                  codes(TensorValues.floats(bias), products)),
              products,
              0));
    }
    return builder.build();
  }

  private String dequantised(TensorProto codes, float[] scales, int axis) {
    String stem = codes.getName();
    List<Long> dims = List.of((long) scales.length);
    TensorProto scale = TensorValues.floats(model.fresh(stem + ".scale"), dims, scales);
    String zeroName = model.fresh(stem + ".zero");
    TensorProto zero =
        TensorValues.isOfType(codes, DataType.INT32)
            ? TensorValues.int32s(zeroName, dims, new int[scales.length])
            : TensorValues.int8s(zeroName, dims, new byte[scales.length]);
    List.of(codes, scale, zero).forEach(model::putConstant);
    String values = model.fresh(stem + ".values");
    nodes.add(
        Nodes.of("DequantizeLinear", values, stem, scale.getName(), zero.getName())
            .addAttribute(Nodes.integer("axis", axis))
            .build());
    return values;
  }

  private static int[] codes(float[] values, float[] scales) {
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Math.round(values[i] / scales[i]);
    }
    return codes;
  }
}

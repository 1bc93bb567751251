package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.List;
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
 * Adds one layer's node to a graph.
 *
 * @param graph gets the node
 * @param prefix of the layer's parameters and constants
 * @param from name of the input tensor
 * @param to name of the output tensor
 */
record LayerNodes(GraphProto.Builder graph, String prefix, String from, String to)
    implements LayerVisitor<NodeProto> {

  @Override
  public NodeProto conv(Conv conv) {
    return add(
        node("Conv", from, prefix + "weight", prefix + "bias")
            .addAttribute(ints("kernel_shape", repeat(conv.kernel(), 2)))
            .addAttribute(ints("strides", repeat(conv.stride(), 2)))
            .addAttribute(ints("pads", repeat(conv.padding(), 4))));
  }

  @Override
  public NodeProto normConv(NormConv norm) {
    throw new IllegalArgumentException("fold the network before it is written: " + norm);
  }

  @Override
  public NodeProto maxPool(MaxPool pool) {
    return add(
        node("MaxPool", from)
            .addAttribute(ints("kernel_shape", repeat(pool.window(), 2)))
            .addAttribute(ints("strides", repeat(pool.window(), 2)))
            .addAttribute(integer("ceil_mode", 1)));
  }

  @Override
  public NodeProto globalAveragePool(GlobalAveragePool pool) {
    String pooled = prefix + "pooled";
    graph.addNode(
        NodeProto.newBuilder()
            .setName(prefix + "GlobalAveragePool")
            .setOpType("GlobalAveragePool")
            .addInput(from)
            .addOutput(pooled));
    return add(node("Flatten", pooled).addAttribute(integer("axis", 1)));
  }

  @Override
  public NodeProto relu(Relu relu) {
    return add(node("Relu", from));
  }

  @Override
  public NodeProto sigmoid(Sigmoid sigmoid) {
    return add(node("Sigmoid", from));
  }

  @Override
  public NodeProto linear(Linear linear) {
    // The weight is stored [out, in], as PyTorch has it.
    return add(
        node("Gemm", from, prefix + "weight", prefix + "bias").addAttribute(integer("transB", 1)));
  }

  @Override
  public NodeProto reshape(Reshape reshape) {
    if (reshape.target().rank() == 1) {
      return add(node("Flatten", from).addAttribute(integer("axis", 1)));
    }
    // -1 leaves the batch dimension open.
    graph.addInitializer(OnnxTensors.longs(prefix + "shape", reshape.target().withLeading(-1)));
    return add(node("Reshape", from, prefix + "shape"));
  }

  @Override
  public NodeProto residual(Residual residual) {
    String body = chain(residual.body(), prefix + Residual.BODY);
    String shortcut = chain(residual.shortcut(), prefix + Residual.SHORTCUT);
    return add(node("Add", body, shortcut));
  }

  private String chain(List<Layer> layers, String chainPrefix) {
    String value = from;
    for (int i = 0; i < layers.size(); i++) {
      String layerPrefix = chainPrefix + i + ".";
      layers.get(i).accept(new LayerNodes(graph, layerPrefix, value, layerPrefix + "out"));
      value = layerPrefix + "out";
    }
    return value;
  }

  private NodeProto add(NodeProto.Builder node) {
    NodeProto built = node.build();
    graph.addNode(built);
    return built;
  }

  private NodeProto.Builder node(String operator, String... inputs) {
    return NodeProto.newBuilder()
        .setName(prefix + operator)
        .setOpType(operator)
        .addAllInput(Arrays.asList(inputs))
        .addOutput(to);
  }

  private static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static long[] repeat(long value, int times) {
    long[] values = new long[times];
    Arrays.fill(values, value);
    return values;
  }
}

package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.cbnet.trainer.network.Graph.Step;
import org.cbnet.trainer.network.Layer;
import org.cbnet.trainer.network.ParameterSpec;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;

/** Adds a segment's parameters and nodes to a graph. */
final class SegmentNodes {
  /** Ends the name of a constant whose parameter is the same without it. */
  static final String HALF = "/half";

  private final GraphProto.Builder graph;
  private final Weights weights;

  SegmentNodes(GraphProto.Builder graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  void add(Step step) {
    Segment segment = step.segment();
    for (ParameterSpec spec : segment.parameters()) {
      addParameter(spec);
    }
    String from = step.from();
    for (int i = 0; i < segment.layers().size(); i++) {
      Layer layer = segment.layers().get(i);
      String prefix = segment.parameterName(i, "");
      boolean last = i == segment.layers().size() - 1;
      String to = last ? step.to() : prefix + "out";
      layer.accept(new LayerNodes(graph, prefix, from, to));
      from = to;
    }
  }

  // The runtime widens halves once, when it opens the graph, not at each run.
  private void addParameter(ParameterSpec spec) {
    float[] values = weights.get(spec.name());
    if (!OnnxTensors.fitHalf(values)) {
      graph.addInitializer(OnnxTensors.floats(spec.name(), spec.size(), values));
      return;
    }
    String half = spec.name() + HALF;
    graph.addInitializer(OnnxTensors.halves(half, spec.size(), values));
    graph.addNode(
        NodeProto.newBuilder()
            .setName(spec.name() + "/Cast")
            .setOpType("Cast")
            .addInput(half)
            .addOutput(spec.name())
            .addAttribute(LayerNodes.integer("to", TensorProto.DataType.FLOAT.getNumber())));
  }
}

package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import org.cbnet.trainer.network.Graph.Step;
import org.cbnet.trainer.network.Layer;
import org.cbnet.trainer.network.ParameterSpec;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;

/** Adds a segment's parameters and nodes to a graph. */
final class SegmentNodes {
  private final GraphProto.Builder graph;
  private final Weights weights;

  SegmentNodes(GraphProto.Builder graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  void add(Step step) {
    Segment segment = step.segment();
    for (ParameterSpec spec : segment.parameters()) {
      graph.addInitializer(OnnxTensors.floats(spec.name(), spec.size(), weights.get(spec.name())));
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
}

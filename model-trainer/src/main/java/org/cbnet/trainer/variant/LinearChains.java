package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;

/**
 * Multiplies linear layers that follow each other without an activation into one, where that is
 * less work, and stores weights in the order in which they are read.
 */
final class LinearChains {
  private LinearChains() {}

  static void apply(EditableModel model) {
    for (NodeProto node : List.copyOf(model.nodes())) {
      LinearLayer.of(model, node).ifPresent(layer -> simplify(model, layer));
    }
  }

  private static void simplify(EditableModel model, LinearLayer layer) {
    NodeProto node = layer.node();
    Optional<LinearLayer> before =
        model
            .producer(node.getInput(0))
            .filter(producer -> model.readOnce(node.getInput(0)))
            .flatMap(producer -> LinearLayer.of(model, producer));
    if (before.isPresent()) {
      LinearLayer merged = before.get().then(layer);
      if (merged.macs() < before.get().macs() + layer.macs()) {
        model.replace(node, merged.write(model, before.get().node().getInput(0)));
        model.nodes().remove(before.get().node());
        return;
      }
    }
    model.replace(node, layer.write(model, node.getInput(0)));
  }
}

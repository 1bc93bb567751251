package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/**
 * Moves a ReLU from behind a maximum pool to before it, which changes no value, so that the runtime
 * computes it within the convolution or linear layer that it follows.
 */
final class ReluBeforePool {
  private ReluBeforePool() {}

  static void apply(EditableModel model) {
    for (NodeProto pool : List.copyOf(model.nodes())) {
      if (Nodes.is(pool, "MaxPool") && pool.getOutputCount() == 1 && movable(model, pool)) {
        NodeProto relu = model.consumers(pool.getOutput(0)).get(0);
        String activated = model.fresh(relu.getOutput(0) + ".early");
        model.replace(
            pool, relu.toBuilder().setInput(0, pool.getInput(0)).setOutput(0, activated).build());
        model.replace(
            relu, pool.toBuilder().setInput(0, activated).setOutput(0, relu.getOutput(0)).build());
      }
    }
  }

  // Where anything else reads the layer's output, the runtime could not fuse the ReLU, and it would
  // only run on more values than behind the pool.
  private static boolean movable(EditableModel model, NodeProto pool) {
    return model.readOnce(pool.getInput(0))
        && model.readOnce(pool.getOutput(0))
        && Nodes.is(model.consumers(pool.getOutput(0)).get(0), "Relu")
        && model.producer(pool.getInput(0)).filter(node -> Nodes.is(node, "Conv")).isPresent();
  }
}

package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Optional;

/**
 * Lets the graph behind an exit start as late as it can: what both do first with the shared
 * features is done once, before them. BranchyNet's branch and trunk both begin with the same pool
 * and ReLU, so that the features become four times smaller too.
 */
final class SharedPrefix {
  private SharedPrefix() {}

  /**
   * Moves the beginning of one model into another that computes the same already.
   *
   * @param first has the features among its outputs
   * @param second has them as its only input
   */
  static void hoist(EditableModel first, EditableModel second, String features) {
    Optional<NodeProto> twin = twin(first, second, features);
    while (twin.isPresent()) {
      NodeProto there = twin.get();
      NodeProto here = second.consumers(features).get(0);
      handOver(first, features, there);
      second.nodes().remove(here);
      rename(second, here.getOutput(0), features);
      dropShape(first.outputs(), features);
      dropShape(second.inputs(), features);
      twin = twin(first, second, features);
    }
  }

  // A node of the first model that does what the only reader in the second does.
  private static Optional<NodeProto> twin(
      EditableModel first, EditableModel second, String features) {
    if (!second.readOnce(features)) {
      return Optional.empty();
    }
    NodeProto here = second.consumers(features).get(0);
    if (here.getInputCount() != 1 || here.getOutputCount() != 1) {
      return Optional.empty();
    }
    return first.consumers(features).stream()
        .filter(there -> sameWork(here, there) && !first.isOutput(there.getOutput(0)))
        .findFirst();
  }

  private static boolean sameWork(NodeProto here, NodeProto there) {
    return there.getInputCount() == 1
        && there.getOutputCount() == 1
        && here.getOpType().equals(there.getOpType())
        && here.getDomain().equals(there.getDomain())
        && here.getAttributeList().equals(there.getAttributeList());
  }

  // The result takes the features' name, as strategies know them by it.
  private static void handOver(EditableModel model, String features, NodeProto node) {
    String inner = model.fresh(features + ".before");
    String result = node.getOutput(0);
    rename(model, features, inner);
    rename(model, result, features);
  }

  private static void rename(EditableModel model, String old, String fresh) {
    for (int i = 0; i < model.nodes().size(); i++) {
      NodeProto.Builder node = model.nodes().get(i).toBuilder();
      for (int j = 0; j < node.getInputCount(); j++) {
        if (node.getInput(j).equals(old)) {
          node.setInput(j, fresh);
        }
      }
      for (int j = 0; j < node.getOutputCount(); j++) {
        if (node.getOutput(j).equals(old)) {
          node.setOutput(j, fresh);
        }
      }
      model.nodes().set(i, node.build());
    }
  }

  private static void dropShape(List<ValueInfoProto> values, String name) {
    values.replaceAll(
        value -> {
          if (!value.getName().equals(name)) {
            return value;
          }
          ValueInfoProto.Builder builder = value.toBuilder();
          builder.getTypeBuilder().getTensorTypeBuilder().clearShape();
          return builder.build();
        });
  }
}

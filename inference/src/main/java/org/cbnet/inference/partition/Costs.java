package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Multiply-accumulates of a network's steps, from the shapes of a trial. */
final class Costs {
  private final Map<String, long[]> shapes = new HashMap<>();

  Costs(Network network, Map<String, TensorInfo> infos) {
    infos.forEach((tensor, info) -> shapes.put(tensor, info.getShape()));
    for (TensorProto weight : network.model().getGraph().getInitializerList()) {
      shapes.put(
          weight.getName(), weight.getDimsList().stream().mapToLong(Long::longValue).toArray());
    }
  }

  /** Whether it is known of all steps what they cost. */
  boolean areKnown(List<NodeProto> steps) {
    return steps.stream().allMatch(step -> Operators.isFree(step) || isCountable(step));
  }

  /** Of one step; 0 where nobody can tell. */
  long macs(NodeProto step) {
    return isCountable(step) ? Operators.macs(step, shapes) : 0;
  }

  /** Sizes of a tensor, slowest first; null where nobody can tell. */
  long[] shape(String tensor) {
    return shapes.get(tensor);
  }

  private boolean isCountable(NodeProto step) {
    return Operators.isCounted(step)
        && step.getInputList().stream().allMatch(each -> each.isEmpty() || isKnown(each))
        && isKnown(step.getOutput(0));
  }

  private boolean isKnown(String tensor) {
    return shapes.containsKey(tensor);
  }
}

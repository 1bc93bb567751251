package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.List;

/** Counts what layers have to do, from the shapes of a trial. */
final class LayerWorks {
  private final Network network;
  private final Costs costs;
  private final LayerKinds kinds;

  LayerWorks(Network network, Costs costs, LayerKinds kinds) {
    this.network = network;
    this.costs = costs;
    this.kinds = kinds;
  }

  /**
   * Of one layer.
   *
   * @param inputs tensors that it reads
   * @param outputs tensors that it makes for others
   */
  LayerWork of(List<NodeProto> steps, List<String> inputs, List<String> outputs) {
    long macs = steps.stream().mapToLong(costs::macs).sum();
    long weights = 0;
    long patches = 0;
    for (NodeProto step : steps) {
      if (Operators.isCounted(step)) {
        weights += weights(step);
      }
      patches += patches(step);
    }
    long elements =
        inputs.stream().mapToLong(this::elements).sum()
            + outputs.stream().mapToLong(this::elements).sum();
    return new LayerWork(macs, patches, elements, weights);
  }

  private long patches(NodeProto step) {
    return switch (kinds.of(step)) {
      case CONV, DEPTHWISE_CONV, QUANTISED_CONV, QUANTISED_DEPTHWISE_CONV ->
          costs.macs(step) / Math.max(1, channels(step));
      case POOL, QUANTISED_POOL -> window(step);
      default -> 0;
    };
  }

  // Of a transposed convolution the weight's second size; a patch of it is as good a measure.
  private long channels(NodeProto convolution) {
    long[] result = costs.shape(convolution.getOutput(0));
    return result == null || result.length < 2 ? 1 : result[1];
  }

  private long window(NodeProto pool) {
    for (AttributeProto attribute : pool.getAttributeList()) {
      if (attribute.getName().equals("kernel_shape")) {
        return attribute.getIntsList().stream().reduce(1L, Math::multiplyExact)
            * elements(pool.getOutput(0));
      }
    }
    return elements(pool.getInput(0));
  }

  private long weights(NodeProto step) {
    String weight = step.getInput(Operators.weight(step));
    return network.isVarying(weight) ? 0 : elements(weight);
  }

  private long elements(String tensor) {
    long[] shape = costs.shape(tensor);
    return shape == null ? 0 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}

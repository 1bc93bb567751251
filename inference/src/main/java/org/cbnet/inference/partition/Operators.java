package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Map;
import java.util.Set;

/**
 * What operators cost: the multiply-accumulates of convolutions and matrix products; biases,
 * normalisation, pooling and activations count as none.
 */
public final class Operators {
  private static final Set<String> FREE =
      words(
          """
          Abs Add And ArgMax AveragePool BatchNormalization Cast Ceil Clip Concat Constant
          ConstantOfShape DequantizeLinear Div Dropout Elu Equal Erf Exp Expand Flatten
          Floor Gather Gelu GlobalAveragePool GlobalMaxPool Greater HardSigmoid HardSwish
          Identity InstanceNormalization LRN LayerNormalization LeakyRelu Less Log
          LogSoftmax Max MaxPool Mean Min Mish Mul Neg Not Or PRelu Pad Pow QuantizeLinear
          Range Reciprocal ReduceMax ReduceMean ReduceMin ReduceSum Relu Reshape Resize
          Round Selu Shape Sigmoid Sign Slice Softmax Softplus Softsign Split Sqrt Squeeze
          Sub Sum Tanh ThresholdedRelu Tile Transpose Unsqueeze Upsample Where
          """);
  private static final Set<String> COUNTED =
      words(
          """
          Conv ConvInteger ConvTranspose Gemm MatMul MatMulInteger QLinearConv
          QLinearMatMul
          """);

  private Operators() {}

  /** Whether it is one of ONNX's own operators without multiply-accumulates. */
  public static boolean isFree(NodeProto node) {
    return isStandard(node) && FREE.contains(node.getOpType());
  }

  /** Whether {@link #macs} counts it. */
  public static boolean isCounted(NodeProto node) {
    return isStandard(node) && COUNTED.contains(node.getOpType());
  }

  /** Whether it is of ONNX's own set, whatever it does. */
  public static boolean isStandard(NodeProto node) {
    return node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
  }

  /**
   * Multiply-accumulates of a counted operator: each value of a product's result sums over what its
   * two factors have in common.
   *
   * @param node that {@link #isCounted}
   * @param shapes of its inputs and its output, batch included
   */
  public static long macs(NodeProto node, Map<String, long[]> shapes) {
    long[] first = shapes.get(node.getInput(0));
    long[] result = shapes.get(node.getOutput(0));
    return switch (node.getOpType()) {
      case "Conv", "ConvInteger" -> product(result, 0) * product(shapes.get(node.getInput(1)), 1);
      case "QLinearConv" -> product(result, 0) * product(shapes.get(node.getInput(3)), 1);
      // Here it is each input value that meets a kernel for every output channel of its group.
      case "ConvTranspose" -> product(first, 0) * product(shapes.get(node.getInput(1)), 1);
      case "Gemm" -> product(result, 0) * first[isTransposed(node) ? 0 : 1];
      default -> product(result, 0) * first[first.length - 1];
    };
  }

  /** Which of a counted operator's inputs is the weight. */
  static int weight(NodeProto node) {
    return node.getOpType().startsWith("QLinear") ? 3 : 1;
  }

  private static boolean isTransposed(NodeProto gemm) {
    return gemm.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("transA"))
        .mapToLong(AttributeProto::getI)
        .anyMatch(value -> value != 0);
  }

  private static long product(long[] shape, int from) {
    long product = 1;
    for (int i = from; i < shape.length; i++) {
      product = Math.multiplyExact(product, shape[i]);
    }
    return product;
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}

package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Multiply-accumulates of one image, counted as for our own networks: those of convolutions and
 * matrix products, biases, normalisation and activations not. Shapes are those of a run, as few
 * exporters declare them all.
 *
 * @param macs null where they can't be told
 * @param unknown why they can't be told; empty where they can
 */
record MacCount(Long macs, String unknown) {
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

  static MacCount of(OnnxSource source, ImageInput input, float[] image) throws ImportException {
    GraphProto graph = source.model().getGraph();
    SortedSet<String> unknown = new TreeSet<>();
    for (NodeProto node : graph.getNodeList()) {
      if (!isStandard(node)) {
        unknown.add(node.getDomain() + "." + node.getOpType());
      } else if (!FREE.contains(node.getOpType()) && !COUNTED.contains(node.getOpType())) {
        unknown.add(node.getOpType());
      }
    }
    if (!unknown.isEmpty()) {
      return new MacCount(null, "operators " + String.join(", ", unknown));
    }
    Map<String, long[]> shapes = shapes(source, input, image);
    long macs = 0;
    for (NodeProto node : graph.getNodeList()) {
      if (COUNTED.contains(node.getOpType())) {
        if (!shapes.keySet().containsAll(tensors(node))) {
          return new MacCount(null, "the shapes of " + node.getOpType() + " " + node.getName());
        }
        macs += macs(node, shapes);
      }
    }
    return new MacCount(macs, "");
  }

  private static boolean isStandard(NodeProto node) {
    return node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
  }

  // Each value of a product's result sums over what its two factors have in common.
  private static long macs(NodeProto node, Map<String, long[]> shapes) {
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

  private static Map<String, long[]> shapes(OnnxSource source, ImageInput input, float[] image)
      throws ImportException {
    GraphProto graph = source.model().getGraph();
    Map<String, long[]> shapes = new HashMap<>();
    shapes.put(input.name(), new long[] {1, 1, input.size().height(), input.size().width()});
    for (TensorProto weight : graph.getInitializerList()) {
      shapes.put(
          weight.getName(), weight.getDimsList().stream().mapToLong(Long::longValue).toArray());
    }
    Set<String> declared = new HashSet<>(Tensors.names(graph.getOutputList()));
    GraphProto.Builder watched = graph.toBuilder();
    for (NodeProto node : graph.getNodeList()) {
      if (COUNTED.contains(node.getOpType())) {
        for (String tensor : tensors(node)) {
          if (!shapes.containsKey(tensor) && declared.add(tensor)) {
            watched.addOutput(ValueInfoProto.newBuilder().setName(tensor));
          }
        }
      }
    }
    byte[] model = source.model().toBuilder().setGraph(watched).build().toByteArray();
    try (OnnxTrial trial = new OnnxTrial(source, input, model)) {
      shapes.putAll(trial.shapes(image));
    }
    return shapes;
  }

  // An operator's inputs that are left out have an empty name.
  private static List<String> tensors(NodeProto node) {
    List<String> tensors = new ArrayList<>(node.getInputList());
    tensors.removeIf(String::isEmpty);
    tensors.add(node.getOutput(0));
    return tensors;
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}

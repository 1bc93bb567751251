package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A {@code Gemm} node with constant weight and bias, read as {@code y = x W + b}.
 *
 * @param node as in the graph
 * @param rows inputs
 * @param columns outputs
 * @param weight W row by row, whatever layout the node stores
 * @param bias b
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within one pass
record LinearLayer(NodeProto node, int rows, int columns, float[] weight, float[] bias) {

  /** The node as a linear layer; empty where it is anything more general. */
  static Optional<LinearLayer> of(EditableModel model, NodeProto node) {
    if (!Nodes.is(node, "Gemm")
        || node.getInputCount() != 3
        || Nodes.integer(node, "transA", 0) != 0
        || Nodes.real(node, "alpha", 1) != 1
        || Nodes.real(node, "beta", 1) != 1) {
      return Optional.empty();
    }
    TensorProto weight = model.constants().get(node.getInput(1));
    TensorProto bias = model.constants().get(node.getInput(2));
    if (!TensorValues.isOfType(weight, DataType.FLOAT)
        || !TensorValues.isOfType(bias, DataType.FLOAT)) {
      return Optional.empty();
    }
    boolean transposed = Nodes.integer(node, "transB", 0) != 0;
    int first = Math.toIntExact(weight.getDims(0));
    int second = Math.toIntExact(weight.getDims(1));
    float[] values = TensorValues.floats(weight);
    float[] biases = TensorValues.floats(bias);
    if (biases.length != (transposed ? first : second)) {
      return Optional.empty();
    }
    return Optional.of(
        transposed
            ? new LinearLayer(node, second, first, transpose(values, first, second), biases)
            : new LinearLayer(node, first, second, values, biases));
  }

  /** Multiply-accumulates of one example. */
  long macs() {
    return (long) rows * columns;
  }

  /** This layer and one behind it as one: {@code (x W1 + b1) W2 + b2}. */
  LinearLayer then(LinearLayer next) {
    float[] product = new float[rows * next.columns];
    float[] offset = new float[next.columns];
    for (int column = 0; column < next.columns; column++) {
      for (int row = 0; row < rows; row++) {
        product[row * next.columns + column] = (float) dot(weight, row, next, column);
      }
      offset[column] = (float) (dot(bias, 0, next, column) + next.bias[column]);
    }
    return new LinearLayer(next.node, rows, next.columns, product, offset);
  }

  /** The node that computes this, its constants put into the model under names of their own. */
  NodeProto write(EditableModel model, String input) {
    String name = node.getOutput(0);
    String weightName = model.fresh(name + ".weight");
    String biasName = model.fresh(name + ".bias");
    model.putConstant(
        TensorValues.floats(weightName, List.of((long) rows, (long) columns), weight));
    model.putConstant(TensorValues.floats(biasName, List.of((long) columns), bias));
    return Nodes.of("Gemm", name, input, weightName, biasName).build();
  }

  // Sums in double: the result is then as good as one rounding allows.
  private double dot(float[] left, int row, LinearLayer next, int column) {
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      sum += (double) left[row * columns + i] * next.weight[i * next.columns + column];
    }
    return sum;
  }

  private static float[] transpose(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return turned;
  }
}

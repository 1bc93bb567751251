package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Builds the other executions of an early exit from its two graphs: exit 1 (image to logits and
 * features) and the rest (features to logits).
 */
final class EarlyExitForms {
  private static final String LOGITS = "logits";
  private static final String FEATURES = "features";
  private static final String THRESHOLD = "threshold";
  private static final String EXIT_1_LOGITS = "exit1.logits";
  private static final String REST_PREFIX = "rest.";

  private EarlyExitForms() {}

  /** Exit 1 alone, without the features. */
  static EditableModel exit1Only(EditableModel exit1) {
    EditableModel model = exit1.renamed(UnaryOperator.identity());
    model.outputs().removeIf(output -> !output.getName().equals(LOGITS));
    model.dropUnread();
    return model;
  }

  /** The whole network from the image, without exit 1's own layers. */
  static EditableModel whole(EditableModel exit1, EditableModel rest) {
    EditableModel model = exit1.renamed(name -> name.equals(LOGITS) ? EXIT_1_LOGITS : name);
    EditableModel behind = rest.renamed(EarlyExitForms::behind);
    model.nodes().addAll(behind.nodes());
    behind.constants().values().forEach(model::putConstant);
    model.outputs().clear();
    model.outputs().addAll(behind.outputs());
    model.dropUnread();
    return model;
  }

  /**
   * One graph that runs the rest only where exit 1's entropy is not below the threshold.
   *
   * <p>Inputs: {@code image}, {@code threshold} (nats). Outputs: {@code logits} of the exit that
   * answered, {@code went_on} (1 where that was the last). The entropy is computed in double, as
   * the strategy does it; where a logit is not finite it is not a number, the comparison fails, and
   * exit 1's logits come out for the strategy to refuse.
   */
  static EditableModel conditional(EditableModel exit1, EditableModel rest) {
    EditableModel model = exit1.renamed(name -> name.equals(LOGITS) ? EXIT_1_LOGITS : name);
    ValueInfoProto logits = rest.outputs().get(0);
    model.inputs().add(value(THRESHOLD));
    model.outputs().clear();
    model.outputs().add(logits);
    model.outputs().add(value("went_on"));
    // Negative entropy: the sum of p ln p.
    add(model, cast("exit1.double", EXIT_1_LOGITS, DataType.DOUBLE));
    add(
        model,
        Nodes.of("LogSoftmax", "exit1.log", "exit1.double").addAttribute(Nodes.integer("axis", 1)));
    add(model, Nodes.of("Exp", "exit1.probability", "exit1.log"));
    add(model, Nodes.of("Mul", "exit1.terms", "exit1.probability", "exit1.log"));
    model.putConstant(TensorValues.int64s("exit1.axes", 1));
    add(model, Nodes.of("ReduceSum", "exit1.sum", "exit1.terms", "exit1.axes"));
    add(model, Nodes.of("Neg", "exit1.limit_float", THRESHOLD));
    add(model, cast("exit1.limit", "exit1.limit_float", DataType.DOUBLE));
    add(model, Nodes.of("LessOrEqual", "exit1.hard", "exit1.sum", "exit1.limit"));
    add(model, cast("went_on", "exit1.hard", DataType.FLOAT));
    add(
        model,
        Nodes.of("If", LOGITS, "exit1.hard")
            .addAttribute(branch("then_branch", goOn(rest)))
            .addAttribute(branch("else_branch", answer(logits))));
    return model;
  }

  private static GraphProto goOn(EditableModel rest) {
    EditableModel behind =
        rest.renamed(name -> name.equals(LOGITS) ? REST_PREFIX + LOGITS : behind(name));
    return behind.build().getGraph().toBuilder().clearInput().build();
  }

  private static GraphProto answer(ValueInfoProto logits) {
    return GraphProto.newBuilder()
        .setName("exit1")
        .addNode(Nodes.of("Identity", "exit1.answer", EXIT_1_LOGITS))
        .addOutput(logits.toBuilder().setName("exit1.answer"))
        .build();
  }

  private static String behind(String name) {
    return name.equals(FEATURES) || name.equals(LOGITS) ? name : REST_PREFIX + name;
  }

  private static AttributeProto branch(String name, GraphProto graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  private static NodeProto.Builder cast(String output, String input, DataType type) {
    return Nodes.of("Cast", output, input).addAttribute(Nodes.integer("to", type.getNumber()));
  }

  private static void add(EditableModel model, NodeProto.Builder node) {
    model.nodes().add(node.build());
  }

  // One float, for the one image that a device classifies at a time.
  private static ValueInfoProto value(String name) {
    TensorShapeProto.Dimension one = TensorShapeProto.Dimension.newBuilder().setDimValue(1).build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(DataType.FLOAT.getNumber())
            .setShape(TensorShapeProto.newBuilder().addAllDim(List.of(one, one)))
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}

package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a model as strategies run it: its input is {@code image}, its output {@code logits},
 * both with the sizes that a trial has shown.
 */
final class BundleGraph {
  static final String INPUT = "image";
  static final String OUTPUT = "logits";

  // From here on a weight need not be an input too, and one that is can be overridden: the runtime
  // then takes it for no constant, and optimises less.
  private static final int IR_VERSION_OF_CONSTANT_WEIGHTS = 4;

  // The least positive normal float: a probability of 0 has no logarithm.
  private static final float FLOOR = Float.MIN_NORMAL;

  private final ModelProto model;
  private final ImageInput input;
  private final Answers answers;
  private final AnswerKind kind;

  BundleGraph(ModelProto model, ImageInput input, Answers answers, AnswerKind kind) {
    this.model = model;
    this.input = input;
    this.answers = answers;
    this.kind = kind;
  }

  /** The model's bytes; the same model gives the same bytes. */
  byte[] write(int classes) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    TensorRenaming renaming = new TensorRenaming(model.getGraph());
    String logits =
        switch (kind) {
          case LOGITS -> answers.name();
          case SOFTMAX -> withoutSoftmax(graph);
          case PROBABILITIES -> withLogarithm(graph, renaming);
        };
    Dimension batch = Tensors.isFixed(input.batch()) ? Tensors.fixed(1) : open();
    graph
        .clearInput()
        .addInput(
            Tensors.floats(
                input.name(),
                List.of(
                    batch,
                    Tensors.fixed(1),
                    Tensors.fixed(input.size().height()),
                    Tensors.fixed(input.size().width()))))
        .clearOutput()
        .addOutput(Tensors.floats(logits, List.of(outputBatch(batch), Tensors.fixed(classes))));
    dropDeclaration(graph, logits);
    renaming.rename(input.name(), INPUT);
    renaming.rename(logits, OUTPUT);
    return model.toBuilder()
        .setIrVersion(Math.max(model.getIrVersion(), IR_VERSION_OF_CONSTANT_WEIGHTS))
        .setGraph(renaming.apply(graph.build()))
        .build()
        .toByteArray();
  }

  private String withoutSoftmax(GraphProto.Builder graph) {
    boolean read =
        graph.getNodeList().stream().anyMatch(node -> node.getInputList().contains(answers.name()));
    if (!read) {
      List<NodeProto> others =
          graph.getNodeList().stream()
              .filter(node -> !node.getOutputList().contains(answers.name()))
              .toList();
      graph.clearNode().addAllNode(others);
      dropDeclaration(graph, answers.name());
    }
    return answers.softmaxInput();
  }

  private String withLogarithm(GraphProto.Builder graph, TensorRenaming renaming) {
    String floor = renaming.fresh("probability_floor");
    String clamped = renaming.fresh("probability");
    String logarithm = renaming.fresh("log_probability");
    TensorProto value =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(1)
            .addFloatData(FLOOR)
            .build();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput(floor)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeProto.AttributeType.TENSOR)
                    .setT(value)));
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Max")
            .addInput(answers.name())
            .addInput(floor)
            .addOutput(clamped));
    graph.addNode(NodeProto.newBuilder().setOpType("Log").addInput(clamped).addOutput(logarithm));
    return logarithm;
  }

  // A model whose reshape holds a batch of 1 says so at its output only.
  private Dimension outputBatch(Dimension inputBatch) {
    ValueInfoProto declared = model.getGraph().getOutput(0);
    List<Dimension> dimensions = declared.getType().getTensorType().getShape().getDimList();
    return !dimensions.isEmpty() && Tensors.isFixed(dimensions.get(0))
        ? Tensors.fixed(1)
        : inputBatch;
  }

  private static Dimension open() {
    return Dimension.newBuilder().setDimParam("N").build();
  }

  private static void dropDeclaration(GraphProto.Builder graph, String tensor) {
    List<ValueInfoProto> others = new ArrayList<>(graph.getValueInfoList());
    others.removeIf(value -> value.getName().equals(tensor));
    graph.clearValueInfo().addAllValueInfo(others);
  }
}

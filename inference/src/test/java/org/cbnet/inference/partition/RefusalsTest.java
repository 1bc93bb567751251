package org.cbnet.inference.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can't be cut, each with what is in the way and what helps. */
class RefusalsTest {
  @TempDir Path folder;

  static Stream<Arguments> graphs() {
    return Stream.of(
        refused(
            TestGraph.residual().change(RefusalsTest::branch),
            "has control flow, If node 'choice': only graphs without branches and loops can be cut"),
        refused(
            TestGraph.residual()
                .change(g -> g.addInput(TestGraph.value("mask", DataType.FLOAT, 1))),
            "has 2 inputs [image, mask]: only a graph of one image can be cut"),
        refused(
            input(DataType.FLOAT, "N", 1, "H", "W"),
            "takes input 'image' of shape [N, 1, H, W]: give it one image of a fixed size"),
        refused(input(DataType.FLOAT, 4, 1, 2, 2), "of shape [4, 1, 2, 2]: give it one image"),
        refused(input(DataType.FLOAT), "declares no shape of input 'image'"),
        refused(input(DataType.UINT8, "N", 1, 2, 2), "takes UINT8 as input 'image': only float"),
        refused(
            TestGraph.residual()
                .change(
                    g ->
                        g.getInitializerBuilder(0)
                            .setDataLocation(TensorProto.DataLocation.EXTERNAL)),
            "keeps weight 'c1.half' in another file: save it as one file"),
        refused(
            TestGraph.residual().change(RefusalsTest::externalConstant),
            "in another file: save it as one file"),
        refused(
            new TestGraph()
                .node("RandomUniformLike", "noise", "image")
                .conv("noise", 1, 2, "c1")
                .classifier("c1"),
            "draws random numbers, RandomUniformLike node 'noise'"),
        refused(
            TestGraph.residual().change(RefusalsTest::lastNodeFirst),
            "Gemm node 'logits' reads 'flat' before any node makes it: export the model with sorted"),
        refused(
            TestGraph.residual().node("Relu", "r1", "c1"),
            "makes tensor 'r1' twice, again in Relu node 'r1'"),
        refused(
            new TestGraph()
                .conv("image", 1, 2, "c1")
                .node("Flatten", "flat", "c1")
                .gemm("flat", 8, "scores")
                .change(g -> g.setOutput(0, TestGraph.value("scores", DataType.FLOAT, "N", 3))),
            "has the outputs [scores]: only a classifier with an output 'logits' can be cut"),
        refused(
            new TestGraph().weights("fixed", 1, 3).node("Identity", "logits", "fixed"),
            "answers 'logits' without its input 'image': nothing can be cut"),
        refused(
            new TestGraph()
                .conv("image", 1, 2, "c1")
                .node("Nonsense", "odd", "c1")
                .classifier("odd"),
            "does not run in ONNX Runtime 1.26.0"),
        refused(
            new TestGraph()
                .node("NonZero", "places", "image")
                .with(
                    "Cast",
                    node -> node.addAttribute(TestGraph.integer("to", DataType.FLOAT.getNumber())),
                    "floats",
                    "places")
                .node("ReduceSum", "logits", "floats"),
            "whose shape depends on the image"));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void refusesWhatCannotBeCut(TestGraph graph, String problem) {
    assertRefused(graph.bytes(), problem);
  }

  @Test
  void refusesWhatIsNoModel() {
    byte[] model = TestGraph.residual().bytes();

    assertRefused(Arrays.copyOf(model, model.length / 2), "is no whole ONNX file");
    assertRefused(new byte[0], "holds no ONNX graph");
  }

  @Test
  void refusesABundleWithoutAWholeGraph() throws IOException {
    ModelBundle bundle = ModelBundle.load(TinyBundle.earlyExit(folder, 0.1).write());

    assertThatThrownBy(() -> Partition.of(bundle))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("has no model of role whole, only");
  }

  @Test
  void takesWeightsAmongInputs() throws IOException {
    TestGraph graph =
        TestGraph.residual()
            .change(g -> g.addInput(TestGraph.value("logits.weight", DataType.FLOAT, 8, 3)));

    assertThat(partition(graph.bytes()).cuts()).hasSize(5);
  }

  private static Arguments refused(TestGraph graph, String problem) {
    return Arguments.of(graph, problem);
  }

  private static TestGraph input(DataType type, Object... sizes) {
    return TestGraph.residual().change(g -> g.setInput(0, TestGraph.value("image", type, sizes)));
  }

  private static void branch(GraphProto.Builder graph) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName("choice")
            .setOpType("If")
            .addInput("r1")
            .addOutput("chosen")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("then_branch")
                    .setType(AttributeProto.AttributeType.GRAPH)
                    .setG(GraphProto.newBuilder().setName("then"))));
  }

  private static void externalConstant(GraphProto.Builder graph) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput("far")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeProto.AttributeType.TENSOR)
                    .setT(
                        TensorProto.newBuilder()
                            .setDataLocation(TensorProto.DataLocation.EXTERNAL))));
  }

  private static void lastNodeFirst(GraphProto.Builder graph) {
    List<NodeProto> nodes = graph.getNodeList();
    NodeProto last = nodes.get(nodes.size() - 1);
    List<NodeProto> others = List.copyOf(nodes.subList(0, nodes.size() - 1));
    graph.clearNode().addNode(last).addAllNode(others);
  }

  private void assertRefused(byte[] model, String problem) {
    assertThatThrownBy(() -> partition(model))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("bundle " + folder + ": made.onnx ")
        .hasMessageContaining(problem);
  }

  private Partition partition(byte[] model) throws IOException {
    return Partition.of(ModelBundle.load(TinyBundle.whole(folder, model).write()));
  }
}

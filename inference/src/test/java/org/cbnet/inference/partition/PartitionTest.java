package org.cbnet.inference.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cuts graphs by hand, and runs the halves. */
class PartitionTest {
  private static final List<float[]> IMAGES =
      List.of(
          new float[] {0, 0, 0, 0},
          new float[] {1, 0.25f, 0.5f, 0},
          new float[] {0.1f, 0.9f, 0.3f, 1},
          new float[] {1, 1, 1, 1});

  @TempDir Path folder;

  @Test
  void cutsBetweenProductsWhereLeastIsLive() throws IOException {
    List<Cut> cuts = partition(TestGraph.residual()).cuts();

    assertThat(cuts)
        .extracting(Cut::id)
        .containsExactly("input", "1:r1", "2:r2", "3:flat", "4:output");
    assertThat(cuts.get(2).tensors())
        .containsExactly(
            new CutTensor("r1", ElementType.FLOAT32, List.of(1, 2, 2, 2)),
            new CutTensor("r2", ElementType.FLOAT32, List.of(1, 2, 2, 2)));
    assertThat(cuts).extracting(Cut::bytes).containsExactly(16L, 32L, 64L, 32L, 0L);
    assertThat(cuts).extracting(Cut::deviceMacs).containsExactly(0L, 8L, 24L, 40L, 64L);
    assertThat(cuts).extracting(Cut::cloudMacs).containsExactly(64L, 56L, 40L, 24L, 0L);
    assertThat(cuts.get(2).macsPerByte()).hasValue(40 / 64.0);
    assertThat(cuts.get(4).macsPerByte()).isEmpty();
  }

  @Test
  void theEndsHaveOneHalf() throws IOException {
    Partition partition = partition(TestGraph.residual());
    Cut first = partition.cuts().get(0);
    Cut last = partition.cuts().get(4);

    assertThat(first.tensors())
        .containsExactly(new CutTensor("image", ElementType.FLOAT32, List.of(1, 1, 2, 2)));
    assertThat(first.hasHead()).isFalse();
    assertThat(first.hasTail()).isTrue();
    assertThat(last.hasHead()).isTrue();
    assertThat(last.hasTail()).isFalse();
    assertThatThrownBy(() -> partition.head(first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cut input has no head");
    assertThatThrownBy(() -> partition.tail(last)).hasMessage("cut 4:output has no tail");
  }

  static Stream<Named<TestGraph>> graphs() {
    return Stream.of(
        Named.of("residual", TestGraph.residual()),
        Named.of("skipping from the image", TestGraph.skippingFromTheImage()),
        Named.of("quantised", TestGraph.quantised()),
        Named.of("several outputs of a node", split()),
        Named.of("operators of others", foreign()),
        Named.of("a second output", secondOutput()));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void halvesAnswerAsTheWhole(TestGraph graph) throws Exception {
    Partition partition = partition(graph);

    assertThat(partition.cuts()).hasSizeGreaterThan(2);
    for (Cut cut : partition.cuts()) {
      for (float[] image : IMAGES) {
        assertThat(Halves.run(partition, cut, image))
            .as(cut.id())
            .containsExactly(Halves.run(graph.bytes(), image), within(1e-6f));
      }
    }
  }

  @Test
  void eachHalfHasTheWeightsThatItReads() throws IOException {
    Partition partition = partition(TestGraph.residual());
    Cut cut = partition.cut("2:r2");

    assertThat(constants(partition.head(cut))).containsExactly("c1.half", "c2.half");
    assertThat(constants(partition.tail(cut))).containsExactly("c3.half", "logits.weight");
    assertThat(operators(partition.head(cut)))
        .containsExactly("Cast", "Conv", "Relu", "Cast", "Conv", "Relu");
    assertThat(operators(partition.tail(cut)))
        .containsExactly("Cast", "Conv", "Add", "Relu", "Flatten", "Gemm");
  }

  @Test
  void weightsThatBothHalvesReadAreInBoth() throws Exception {
    TestGraph shared =
        new TestGraph()
            .conv("image", 1, 2, "c1")
            .conv("c1", 2, 2, "c2")
            .node("Conv", "c3", "c2", "c2.weight")
            .classifier("c3");
    Partition partition = partition(shared);
    Cut cut = partition.cut("2:c2");

    assertThat(constants(partition.head(cut))).contains("c2.half");
    assertThat(constants(partition.tail(cut))).contains("c2.half");
    assertThat(cut.tensors()).extracting(CutTensor::name).containsExactly("c2");
  }

  @Test
  void theImageCrossesWhereItIsReadAgain() throws IOException {
    Partition partition = partition(TestGraph.skippingFromTheImage());

    assertThat(partition.cut("1:r1").tensors())
        .extracting(CutTensor::name)
        .containsExactly("image", "r1");
  }

  @Test
  void codesCrossInsteadOfValues() throws IOException {
    Partition partition = partition(TestGraph.quantised());
    Cut cut = partition.cut("2:codes2");

    assertThat(partition.cuts())
        .extracting(Cut::id)
        .containsExactly("input", "1:codes", "2:codes2", "3:flat", "4:output");
    assertThat(cut.tensors())
        .containsExactly(
            new CutTensor("codes", ElementType.UINT8, List.of(1, 2, 2, 2)),
            new CutTensor("codes2", ElementType.UINT8, List.of(1, 2, 2, 2)));
    assertThat(cut.bytes()).isEqualTo(16);
    assertThat(operators(partition.tail(cut))).startsWith("DequantizeLinear");
    assertThat(operators(partition.head(cut))).endsWith("QuantizeLinear");
  }

  @Test
  void aScaleThatFollowsFromTheImageCrossesToo() throws Exception {
    TestGraph dynamic =
        new TestGraph()
            .conv("image", 1, 2, "c1")
            .change(
                graph ->
                    graph.addNode(
                        NodeProto.newBuilder()
                            .setOpType("DynamicQuantizeLinear")
                            .addInput("c1")
                            .addAllOutput(List.of("q", "q.scale", "q.zero"))))
            .node("DequantizeLinear", "values", "q", "q.scale", "q.zero")
            .conv("values", 2, 2, "c2")
            .classifier("c2");
    Partition partition = partition(dynamic);

    for (Cut cut : partition.cuts()) {
      assertThat(Halves.run(partition, cut, IMAGES.get(1)))
          .as(cut.id())
          .containsExactly(Halves.run(dynamic.bytes(), IMAGES.get(1)), within(1e-6f));
    }
    assertThat(partition.cuts())
        .extracting(Cut::name)
        .containsExactly("input", "c1", "q.zero", "flat", "output");
  }

  @Test
  void tensorsThatTheWireCannotCarryCrossNowhere() throws Exception {
    // Sizes are whole numbers of 64 bits, live over two products.
    TestGraph shaped =
        new TestGraph()
            .conv("image", 1, 2, "c1")
            .node("Shape", "sizes", "c1")
            .conv("c1", 2, 2, "c2")
            .conv("c2", 2, 2, "c3")
            .node("Reshape", "same", "c3", "sizes")
            .conv("same", 2, 2, "c4")
            .classifier("c4");
    Partition partition = partition(shaped);

    assertThat(partition.cuts())
        .extracting(Cut::id)
        .containsExactly("input", "1:c1", "2:same", "3:flat", "4:output");
    for (Cut cut : partition.cuts()) {
      assertThat(Halves.run(partition, cut, IMAGES.get(1)))
          .as(cut.id())
          .containsExactly(Halves.run(shaped.bytes(), IMAGES.get(1)), within(1e-6f));
    }
  }

  @Test
  void unknownOperatorsKeepTheCutsOnBothSidesAndHaveNoMacs() throws IOException {
    List<Cut> cuts = partition(foreign()).cuts();

    assertThat(cuts)
        .extracting(Cut::id)
        .containsExactly("input", "1:r1", "2:odd", "3:flat", "4:output");
    assertThat(cuts).extracting(Cut::deviceMacs).containsOnlyNulls();
    assertThat(cuts.get(1).macsPerByte()).isEmpty();
  }

  @Test
  void whatTheLabelDoesNotNeedIsInNoHalf() throws IOException {
    Partition partition = partition(secondOutput());

    assertThat(partition.cuts())
        .extracting(Cut::id)
        .containsExactly("input", "1:r1", "2:flat", "3:output");
    assertThat(operators(partition.head(partition.cut("3:output"))))
        .containsExactly("Cast", "Conv", "Relu", "Cast", "Conv", "Flatten", "Gemm");
  }

  @Test
  void cutsFollowFromTheGraphAlone() throws IOException {
    Partition once = partition(TestGraph.residual());
    Partition again = Partition.of(ModelBundle.load(folder));

    assertThat(again.cuts()).isEqualTo(once.cuts());
    for (Cut cut : once.cuts().subList(1, 4)) {
      assertThat(again.head(cut)).isEqualTo(once.head(cut));
      assertThat(again.tail(cut)).isEqualTo(once.tail(cut));
    }
  }

  @Test
  void idsNameCuts() throws IOException {
    Partition partition = partition(TestGraph.residual());

    for (Cut cut : partition.cuts()) {
      assertThat(partition.cut(cut.id())).isSameAs(cut);
    }
    assertThatThrownBy(() -> partition.cut("1:flat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            ModelBundle.load(folder).hash(),
            "has no cut '1:flat', only [input, 1:r1, 2:r2, 3:flat, 4:output]: give device and cloud the same bundle");
  }

  @Test
  void refusesTheCutOfAnotherBundle() throws IOException {
    Partition partition = partition(TestGraph.residual());
    Cut other = new Cut(1, "r1", List.of(), null, null);

    assertThatThrownBy(() -> partition.head(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut 1:r1 is not of bundle");
  }

  private static TestGraph split() {
    return new TestGraph()
        .conv("image", 1, 2, "c1")
        .change(
            graph ->
                graph.addNode(
                    NodeProto.newBuilder()
                        .setOpType("Split")
                        .addInput("c1")
                        .addAllOutput(List.of("a", "b"))
                        .addAttribute(TestGraph.integer("axis", 1))))
        .conv("a", 1, 2, "c2")
        .conv("b", 1, 2, "c3")
        .node("Add", "sum", "c2", "c3")
        .classifier("sum");
  }

  private static TestGraph foreign() {
    return new TestGraph()
        .conv("image", 1, 2, "c1")
        .node("Relu", "r1", "c1")
        .with("QuickGelu", node -> node.setDomain("com.microsoft"), "odd", "r1")
        .conv("odd", 2, 2, "c2")
        .classifier("c2");
  }

  private static TestGraph secondOutput() {
    return new TestGraph()
        .conv("image", 1, 2, "c1")
        .node("Relu", "r1", "c1")
        .conv("r1", 2, 2, "aside")
        .conv("r1", 2, 2, "c2")
        .classifier("c2")
        .change(graph -> graph.addOutput(TestGraph.value("aside", DataType.FLOAT, "N", 2, 2, 2)));
  }

  private Partition partition(TestGraph graph) throws IOException {
    return Partition.of(ModelBundle.load(TinyBundle.whole(folder, graph.bytes()).write()));
  }

  private static List<String> constants(byte[] model) throws IOException {
    return graph(model).getInitializerList().stream().map(TensorProto::getName).toList();
  }

  private static List<String> operators(byte[] model) throws IOException {
    return graph(model).getNodeList().stream().map(NodeProto::getOpType).toList();
  }

  private static GraphProto graph(byte[] model) throws IOException {
    return ModelProto.parseFrom(model).getGraph();
  }
}

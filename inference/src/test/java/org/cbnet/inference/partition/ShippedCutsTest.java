package org.cbnet.inference.partition;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cuts of shipped bundles. Their numbers and names are on the wire: where a change of the code
 * changes them, devices and clouds of different versions no longer understand each other.
 */
class ShippedCutsTest {
  private static final Path MODELS = Path.of("..", "models");

  @TempDir Path folder;

  @Test
  void numbersAndNamesOfLenetStay() throws IOException {
    assertThat(cuts("fashion-mnist/lenet"))
        .extracting(Cut::id)
        .containsExactly("input", "1:trunk.1.out", "2:trunk.4.out", "3:trunk.8.out", "4:output");
    assertThat(cuts("fashion-mnist/lenet"))
        .extracting(Cut::bytes)
        .containsExactly(3_136L, 4_500L, 3_240L, 2_880L, 0L);
  }

  @Test
  void numbersAndNamesOfResnetStay() throws IOException {
    assertThat(cuts("fashion-mnist/resnet"))
        .extracting(Cut::id)
        .containsExactly(
            "input",
            "1:image.codes",
            "2:body.1.out.codes",
            "3:body.2.body.1.out.codes",
            "4:body.3.out.codes",
            "5:body.4.body.1.out.codes",
            "6:body.4.body.2.out.codes",
            "7:body.5.out.codes",
            "8:body.6.body.1.out.codes",
            "9:body.6.body.2.out.codes",
            "10:body.8.out.codes",
            "11:output");
  }

  @Test
  void aQuantisedNetworkIsCutAtItsCodes() throws IOException {
    List<Cut> inner = inner(cuts("fashion-mnist/resnet"));

    assertThat(inner)
        .flatExtracting(Cut::tensors)
        .extracting(CutTensor::type)
        .containsOnly(ElementType.UINT8);
    assertThat(inner.get(2).tensors())
        .extracting(CutTensor::name)
        .containsExactly("body.1.out.codes", "body.2.body.1.out.codes");
  }

  @Test
  void cutsOfAQuantisedNetworkLeaveEveryFusionWhole() throws Exception {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("fashion-mnist/resnet"));
    Partition partition = Partition.of(bundle);
    long fused = convolutions(bundle.graph("whole"));

    assertThat(fused).isEqualTo(9);
    for (Cut cut : inner(partition.cuts())) {
      assertThat(convolutions(partition.head(cut)) + convolutions(partition.tail(cut)))
          .as(cut.id())
          .isEqualTo(fused);
    }
  }

  @Test
  void theHeavyBackboneIsWorthCutting() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("fashion-mnist/heavy"));
    List<Cut> cuts = Partition.of(bundle).cuts();
    Cut image = cuts.get(0);

    assertThat(bundle.manifest().height()).isEqualTo(64);
    assertThat(bundle.manifest().width()).isEqualTo(64);
    assertThat(image.cloudMacs()).isGreaterThanOrEqualTo(200_000_000L);
    assertThat(cuts.subList(1, 3))
        .allSatisfy(cut -> assertThat(values(cut)).isLessThan(values(image)))
        .extracting(Cut::id)
        .containsExactly("1:body.1.out", "2:body.3.out");
    assertThat(cuts).hasSize(27);
    assertThat(cuts.get(25).id()).isEqualTo("25:body.28.out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lenet/master", "resnet", "resnet/master", "heavy", "cbnet", "cbnet-resnet@4x"})
  void countsTheMacsThatTheBundleStates(String network) throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("fashion-mnist").resolve(network));
    List<Cut> cuts = Partition.of(bundle).cuts();

    assertThat(cuts.get(cuts.size() - 1).deviceMacs()).isEqualTo(bundle.manifest().cost().macs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist/lenet", "mnist/resnet", "kmnist/lenet", "kmnist/resnet"})
  void everySetsNetworksCanBeCut(String network) throws IOException {
    assertThat(inner(cuts(network))).hasSizeGreaterThan(2);
  }

  // Those on integers; none may be left in floats.
  private long convolutions(byte[] model) throws Exception {
    Path file = folder.resolve("optimised.onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Beyond this level the processor has a say.
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(file.toString());
      OrtEnvironment.getEnvironment().createSession(model, options).close();
    }
    List<String> operators =
        ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList().stream()
            .map(NodeProto::getOpType)
            .toList();
    assertThat(operators).doesNotContain("Conv", "FusedConv", "Relu", "Add");
    return operators.stream().filter("QLinearConv"::equals).count();
  }

  private static int values(Cut cut) {
    return cut.tensors().stream().mapToInt(CutTensor::elements).sum();
  }

  private static List<Cut> inner(List<Cut> cuts) {
    return cuts.subList(1, cuts.size() - 1);
  }

  private static List<Cut> cuts(String bundle) throws IOException {
    return Partition.of(ModelBundle.load(MODELS.resolve(bundle))).cuts();
  }
}

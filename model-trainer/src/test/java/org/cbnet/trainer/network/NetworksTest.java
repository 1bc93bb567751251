package org.cbnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {
  @Test
  void lenetDoesTheMultiplyAccumulatesOfThePublishedCode() {
    assertThat(Networks.lenet().macs()).isEqualTo(1_140_070);
  }

  @Test
  void lightweightDnnDoesTheMultiplyAccumulatesOfThePublishedCode() {
    NetworkDescription branchynet = Networks.branchynet();

    long macs =
        branchynet.segment(Networks.STEM).macs() + branchynet.segment(Networks.BRANCH).macs();

    assertThat(macs).isEqualTo(220_150);
  }

  @Test
  void denseAutoencoderAndLightweightDnnCountTogether() {
    long autoencoder = 784 * 512 + 512 * 384 + 384 * 32 + 32 * 784;

    assertThat(DenseNetworks.cbnetPaper(DenseAutoencoder.PUBLISHED).macs())
        .isEqualTo(autoencoder + 220_150);
  }

  @Test
  void gridIsThePublishedOne() {
    assertThat(DenseAutoencoder.grid())
        .hasSize(96)
        .doesNotHaveDuplicates()
        .contains(DenseAutoencoder.PUBLISHED);
    assertThat(DenseAutoencoder.PUBLISHED.id()).isEqualTo("512r-384l-32l");
  }

  @Test
  void controlsShareThePapersEncoder() {
    long encoder = 784 * 512 + 512 * 384 + 384 * 32;

    assertThat(DenseNetworks.mlpControl("mlp-control", DenseAutoencoder.PUBLISHED).macs())
        .isEqualTo(encoder + 320);
    assertThat(DenseNetworks.nearestPrototype(DenseAutoencoder.PUBLISHED).macs())
        .isEqualTo(encoder + 32 * 784 + 7_840);
  }

  @Test
  void lenet5HasTheSizesOf1998() {
    assertThat(Networks.lenet5().parameterCount()).isEqualTo(156 + 2_416 + 48_120 + 10_164 + 850);
  }

  @Test
  void truncatedIsConv1AndBranch() {
    assertThat(Networks.truncated().macs()).isEqualTo(220_150);
  }

  @Test
  void ladderHasEveryCombinationOnceAndTheHalvedImagesFirst() {
    assertThat(ResidualNetworks.ladder()).hasSize(12).doesNotHaveDuplicates();
    assertThat(ResidualNetworks.ladder().get(0).id()).isEqualTo("w16-d1-s2");
    assertThat(ResidualNetworks.ladder())
        .extracting(rung -> ResidualNetworks.resnet("resnet", rung).macs())
        .allMatch(macs -> macs > 1_000_000);
  }

  @Test
  void heavyBackboneIsHeavyAndCanBeCutEarly() {
    NetworkDescription heavy = ResidualNetworks.heavy();

    assertThat(heavy.macs()).isGreaterThan(200_000_000);
    assertThat(heavy.input()).isEqualTo(Size.of(1, 64, 64));
    List<Layer> layers = heavy.segments().get(0).layers();
    Size first = layers.get(0).output(heavy.input());
    Size second = layers.get(2).output(first);
    assertThat(first.elements()).isLessThan(heavy.input().elements());
    assertThat(second.elements()).isLessThan(heavy.input().elements());
  }

  @Test
  void parametersAreWeightsAndBiasesOfEveryLayer() {
    long convolutions = (25 * 5 + 5) + (125 * 10 + 10) + (250 * 20 + 20);
    long linear = (720 * 84 + 84) + (84 * 10 + 10);

    assertThat(Networks.lenet().parameterCount()).isEqualTo(convolutions + linear);
  }

  @Test
  void sharedSegmentsCountOnce() {
    NetworkDescription branchynet = Networks.branchynet();

    assertThat(branchynet.segments())
        .extracting(Segment::name)
        .containsExactly(Networks.STEM, Networks.BRANCH, Networks.TRUNK);
    assertThat(branchynet.macs()).isEqualTo(1_140_070 + 107_650);
  }

  @Test
  void ourConvertingAutoencoderDoesAnEighthOfLenetsWork() {
    assertThat(cbnet().macs()).isEqualTo(12_544 + 73_728 + 32_768 + 12_544 + 1_568 + 3_920);
  }

  @Test
  void graphsHaveTheTensorsThatStrategiesAskFor() {
    assertThat(
            List.of(
                Networks.lenet(), DenseNetworks.cbnetPaper(DenseAutoencoder.PUBLISHED), cbnet()))
        .allSatisfy(
            network -> {
              Graph graph = network.graphs().get(0);
              assertThat(graph.role()).isEqualTo("whole");
              assertThat(graph.size("image")).isEqualTo(Size.of(1, 28, 28));
              assertThat(graph.size("logits")).isEqualTo(Size.of(10));
            });
    assertThat(Networks.branchynet().graphs())
        .extracting(Graph::role)
        .containsExactly("exit1", "rest");
    assertThat(Networks.branchynet().graphs().get(0).size("features"))
        .isEqualTo(Networks.branchynet().graphs().get(1).size("features"))
        .isEqualTo(Size.of(5, 30, 30));
  }

  private static NetworkDescription cbnet() {
    return ConversionShape.parse("16k4s4-32k3s2-b64-i14-8k2s2").network("cbnet");
  }
}

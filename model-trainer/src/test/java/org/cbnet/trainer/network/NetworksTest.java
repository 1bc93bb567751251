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

    assertThat(Networks.cbnetPaper().macs()).isEqualTo(autoencoder + 220_150);
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
    assertThat(Networks.cbnet().macs())
        .isEqualTo(12_544 + 73_728 + 32_768 + 12_544 + 1_568 + 3_920);
  }

  @Test
  void graphsHaveTheTensorsThatStrategiesAskFor() {
    assertThat(List.of(Networks.lenet(), Networks.cbnetPaper(), Networks.cbnet()))
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
}

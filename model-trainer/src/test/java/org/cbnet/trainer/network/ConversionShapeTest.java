package org.cbnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionShapeTest {
  private static final String CBNET = "16k4s4-32k3s2-b64-i14-8k2s2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CBNET,
        "n-8k3s2-16k3s2-b32-i7-16k7s7",
        "16k4s4-b64-h392",
        "n-16k4s4-32k3s2-b64",
        "8k7s7-b16-i28-8k4s4-16k3s2",
        "16k6s4p1-32k3s2p0-b64",
        "n-16k8s5-b32r-i28-8k4s4",
        "16k8s5-b32r-h10",
        "nn-8k3s2-b32-i7-16k7s7",
        "n-16k8s5-d128-b16-i28-8k4s4"
      })
  void idIsWhatWasParsed(String id) {
    assertThat(ConversionShape.parse(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b64",
        "16k4s4",
        "16k4-b64",
        "16k4s4-b0",
        "16k4s4r-b64",
        "16k4s4-b64rr",
        "nn-16k4s4-b64",
        "nnn-16k4s4-b64",
        "16k4s4-d0-b64",
        "16k4s4-d128",
        "16k4s4-b64-d128",
        "16k4s4-r",
        "16k4s4-b64-i14",
        "16k4s4-b64-i14-8k2s2-h4",
        "16k4s4-b64-h4-8k2s2",
        "16k4s4-b64-",
        "x-16k4s4-b64",
        "16k0s4-b64",
        "16k4s4p-b64",
        "16k4s4p4-b64"
      })
  void refusesWhatIsNoShape(String id) {
    assertThatThrownBy(() -> ConversionShape.parse(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown shape '" + id + "'")
        .hasMessageContaining(CBNET);
  }

  @Test
  void paddingIsUsualUnlessSaid() {
    ConversionShape shape = ConversionShape.parse("16k6s4p1-32k3s2p0-b64");
    NetworkDescription network = shape.network("encoder");

    // 7 x 7, then 3 x 3; convolutions, code, classifier.
    assertThat(network.macs()).isEqualTo(49 * 36 * 16 + 9 * 16 * 9 * 32 + 9 * 32 * 64 + 64 * 10);
    assertThat(ConversionShape.parse("16k3s2p1-b64").id()).isEqualTo("16k3s2-b64");
  }

  @Test
  void convertsToAnImageThatLeavesTheGraph() {
    Graph graph = ConversionShape.parse(CBNET).network("cbnet").graphs().get(0);

    assertThat(graph.outputs()).containsExactly("logits", "converted");
    assertThat(graph.size("converted")).isEqualTo(Size.of(1, 14, 14));
    assertThat(graph.size("logits")).isEqualTo(Size.of(10));
  }

  @Test
  void withoutImageTheHiddenLayerIsAsWideAndNothingElseDiffers() {
    ConversionShape shape = ConversionShape.parse(CBNET);
    NetworkDescription without = shape.withoutImage().network("no-image");

    assertThat(shape.withoutImage().id()).isEqualTo("16k4s4-32k3s2-b64-h392");
    assertThat(without.imageComputed()).isFalse();
    assertThat(without.graphs().get(0).outputs()).containsExactly("logits");
    assertThat(without.macs()).isEqualTo(12_544 + 73_728 + 32_768 + 64 * 392 + 3_920);
    assertThat(shape.encoderAlone().network("encoder-classifier").macs())
        .isEqualTo(12_544 + 73_728 + 32_768 + 640);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n-", "nn-"})
  void normalisedConvolutionsFoldToTheSameWork(String prefix) {
    NetworkDescription plain = ConversionShape.parse(CBNET).network("cbnet");
    NetworkDescription normalised = ConversionShape.parse(prefix + CBNET).network("cbnet");
    Weights start = Weights.initial(normalised.segments(), new SplittableRandom(1));

    assertThat(Folding.of(normalised, start).description().macs()).isEqualTo(plain.macs());
  }
}

package org.cbnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.torch.TorchNetwork;
import org.cbnet.trainer.training.Minibatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedConversionTest {
  private static final Minibatch IMAGES = TinyData.data().validation().inOrder(0, 8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "16k4s4-32k3s2-b64-i14-8k2s2",
        "8k4s4-b16-i14-8k3s1",
        "8k4s4-b16r-i14-8k3s1",
        "8k4s4-d20-b16-i14-8k3s1",
        "8k4s4-b16-i7-6k3s2-4k2s2",
        "8k7s7-b16-i28-4k4s4",
        "16k4s4-32k3s2p0-d96-b12-i28-8k7s7p0",
        "16k6s4p1-64k3s2p0-b12-i28-8k7s7p0"
      })
  void answersAndPicturesAreThoseOfTheNetworkThatWasFolded(String id) {
    ConversionShape shape = ConversionShape.parse(id);
    NetworkDescription converting = shape.network("cbnet");
    Weights weights = Weights.initial(converting.segments(), new SplittableRandom(3));
    FoldedConversion folded = new FoldedConversion(shape);
    NetworkDescription network = folded.network("cbnet-folded");

    try (TorchNetwork before = new TorchNetwork(converting, weights, List.of());
        TorchNetwork after = new TorchNetwork(network, folded.weights(weights), List.of());
        NDManager manager = before.newBatchManager()) {
      NDArray image = before.run(IMAGES.images(manager), Networks.CONVERTER);
      NDArray code = after.run(IMAGES.images(manager), "encoder");

      close(after.run(code, Networks.DECODER), image);
      close(after.run(code, Networks.CLASSIFIER), before.run(image, Networks.CLASSIFIER));
    }
  }

  @Test
  void theDecoderForPicturesIsNotCountedAsWork() {
    NetworkDescription network =
        new FoldedConversion(ConversionShape.parse("16k4s4-32k3s2-b64-i14-8k2s2")).network("f");

    assertThat(network.macs()).isEqualTo(12_544 + 73_728 + 32_768 + 64 * 392 + 3_920);
    assertThat(network.imageComputed()).isFalse();
    assertThat(network.graphs()).extracting(Graph::role).containsExactly("whole", "pictures");
  }

  @Test
  void withoutAnImageNothingCanBeFolded() {
    assertThatThrownBy(() -> new FoldedConversion(ConversionShape.parse("16k4s4-b64-h392")))
        .hasMessageContaining("nothing to fold: 16k4s4-b64-h392");
  }

  private static void close(NDArray found, NDArray expected) {
    float[] values = found.toFloatArray();
    float[] wanted = expected.toFloatArray();
    assertThat(values).hasSameSizeAs(wanted);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(wanted[i], within(1e-5f));
    }
  }
}

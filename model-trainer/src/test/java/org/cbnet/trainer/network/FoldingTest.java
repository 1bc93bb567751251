package org.cbnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.torch.TorchNetwork;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private static final NetworkDescription RESNET =
      ResidualNetworks.resnet("resnet", new ResidualNetworks.Rung(16, 1, 2));

  private final RandomGenerator random = new SplittableRandom(3);

  @Test
  void foldedNetworkComputesTheSame() {
    Weights trained = asIfTrained();
    Folding folded = Folding.of(RESNET, trained);

    float[] before = logits(RESNET, trained);
    float[] after = logits(folded.description(), folded.weights());

    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], within(1e-3f * Math.max(1, Math.abs(before[i]))));
    }
  }

  @Test
  void nothingOfTheNormalisationIsLeft() {
    Folding folded = Folding.of(RESNET, asIfTrained());

    assertThat(folded.weights().names())
        .noneMatch(name -> name.endsWith("scale") || name.endsWith("variance"));
    assertThat(folded.description().macs()).isEqualTo(RESNET.macs());
  }

  @Test
  void networkWithoutNormalisationStaysAsItIs() {
    Weights weights = Weights.initial(Networks.lenet().segments(), random);

    Folding folded = Folding.of(Networks.lenet(), weights);

    assertThat(folded.description()).isEqualTo(Networks.lenet());
    assertThat(folded.weights().get("trunk.9.weight")).isEqualTo(weights.get("trunk.9.weight"));
  }

  // Scales, shifts, means and variances as no fresh network has them.
  private Weights asIfTrained() {
    Weights start = Weights.initial(RESNET.segments(), random);
    Map<String, float[]> values = new HashMap<>();
    for (ParameterSpec spec : RESNET.segments().get(0).parameters()) {
      float[] array = start.get(spec.name());
      if (spec.kind() != ParameterSpec.Kind.DRAWN) {
        for (int i = 0; i < array.length; i++) {
          array[i] = (float) random.nextDouble(0.5, 1.5);
        }
      }
      values.put(spec.name(), array);
    }
    return Weights.of(values);
  }

  private float[] logits(NetworkDescription network, Weights weights) {
    float[] image = new float[2 * 784];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 7 / 7f;
    }
    try (TorchNetwork torch = new TorchNetwork(network, weights, List.of());
        NDManager manager = torch.newBatchManager()) {
      NDArray batch = manager.create(image, new Shape(2, 1, 28, 28));
      return torch.run(batch, Networks.BODY).toFloatArray();
    }
  }
}

package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.DenseNetworks;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;

/**
 * The control that asks what the network behind the paper's converting autoencoder adds: the answer
 * is the class whose easy image the converted image is nearest to.
 *
 * <p>Of {@code |x - p|^2 = |x|^2 - 2 p x + |p|^2} the first term is the same for all classes; with
 * weights 2 p and bias -|p|^2 a linear layer ranks as the distance does. Both are divided by {@link
 * #SCALE}, which ranks the same, so that single precision keeps four digits behind the point; as
 * probabilities they mean nothing, which the provenance says ({@code logits: scores}).
 */
final class NearestPrototypeRecipe implements Recipe {
  private static final float SCALE = 28;

  @Override
  public String network() {
    return "nearest-prototype";
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return DenseNetworks.nearestPrototype(Chosen.autoencoder(set));
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.empty();
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of("cbnet-paper", Networks.branchynet().name());
  }

  @Override
  public TrainedNetwork train(Training training) {
    NetworkDescription description = description(training.data().set());
    EasyImages easy = EasyImages.find(training.data(), Labelling.ENTROPY.labeller(training));
    Weights weights =
        training
            .earlier()
            .get("cbnet-paper")
            .with(prototypes(easy.values(), description))
            .only(description.segments());
    return TrainedNetwork.derived(
        description,
        StrategyName.NEAREST_PROTOTYPE,
        weights,
        Map.of("objective", "none of its own", "takenFrom", "cbnet-paper", "logits", "scores"),
        OptionalDouble.empty());
  }

  private static Weights prototypes(float[][] easy, NetworkDescription description) {
    int pixels = easy[0].length;
    float[] weight = new float[easy.length * pixels];
    float[] bias = new float[easy.length];
    for (int label = 0; label < easy.length; label++) {
      for (int i = 0; i < pixels; i++) {
        weight[label * pixels + i] = 2 * easy[label][i] / SCALE;
        bias[label] -= easy[label][i] * easy[label][i] / SCALE;
      }
    }
    var segment = description.segment(DenseNetworks.PROTOTYPES);
    return Weights.of(
        Map.of(segment.parameterName(1, "weight"), weight, segment.parameterName(1, "bias"), bias));
  }
}

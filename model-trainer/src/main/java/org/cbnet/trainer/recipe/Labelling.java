package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.labelling.DynamicsLabeller;
import org.cbnet.trainer.labelling.EntropyLabeller;
import org.cbnet.trainer.labelling.Labeller;
import org.cbnet.trainer.labelling.MarginLabeller;
import org.cbnet.trainer.network.Folding;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Seed;

/** How easy images are told from hard ones, and which trained network that takes. */
public enum Labelling {
  /** Entropy of BranchyNet's exit 1, as in the paper. */
  ENTROPY("entropy") {
    @Override
    public List<String> needs() {
      return List.of("branchynet");
    }

    @Override
    public Labeller labeller(KnownDataSet set, Map<String, Weights> networks, Seed seed) {
      return new EntropyLabeller(
          networks.get("branchynet"), BranchynetRecipe.paperThresholdNats(set));
    }
  },
  /** Calibrated margin of a classifier without exits. */
  MARGIN("margin") {
    @Override
    public List<String> needs() {
      return List.of("lenet5");
    }

    @Override
    public Labeller labeller(KnownDataSet set, Map<String, Weights> networks, Seed seed) {
      return new MarginLabeller(Networks.lenet5(), networks.get("lenet5"));
    }
  },
  /** Calibrated margin of the residual network, which has no exits either. */
  RESNET("resnet") {
    @Override
    public List<String> needs() {
      return List.of("resnet");
    }

    @Override
    public Labeller labeller(KnownDataSet set, Map<String, Weights> networks, Seed seed) {
      return new MarginLabeller(
          Folding.description(Recipes.of("resnet").description(set)), networks.get("resnet"));
    }
  },
  /** What a classifier learns early and does not forget; no trained network. */
  DYNAMICS("dynamics") {
    @Override
    public List<String> needs() {
      return List.of();
    }

    @Override
    public Labeller labeller(KnownDataSet set, Map<String, Weights> networks, Seed seed) {
      return new DynamicsLabeller(set.classes().size(), EPOCHS_WATCHED, seed);
    }
  };

  private static final int EPOCHS_WATCHED = 6;

  private final String id;

  Labelling(String id) {
    this.id = id;
  }

  /** Name in a {@link Method}. */
  public String id() {
    return id;
  }

  /** Networks that are trained before. */
  public abstract List<String> needs();

  /**
   * The labeller.
   *
   * @param networks weights of those that it {@link #needs}, by name
   * @param seed of what is trained to label
   */
  public abstract Labeller labeller(KnownDataSet set, Map<String, Weights> networks, Seed seed);

  /** The labeller for a training that was given these networks. */
  Labeller labeller(Training training) {
    return labeller(training.data().set(), training.earlier(), training.seed());
  }

  static Labelling of(String id) {
    return Arrays.stream(values())
        .filter(labelling -> labelling.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown labelling '%s': choose one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Labelling::id)
                                .collect(Collectors.joining(", ")))));
  }
}

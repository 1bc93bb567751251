package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.trainer.labelling.DynamicsLabeller;
import org.cbnet.trainer.labelling.EntropyLabeller;
import org.cbnet.trainer.labelling.Labeller;
import org.cbnet.trainer.labelling.MarginLabeller;
import org.cbnet.trainer.network.Networks;

/** How easy images are told from hard ones, and which trained network that takes. */
public enum Labelling {
  /** Entropy of BranchyNet's exit 1, as in the paper. */
  ENTROPY("entropy") {
    @Override
    List<String> needs() {
      return List.of("branchynet");
    }

    @Override
    Labeller labeller(Training training) {
      return new EntropyLabeller(
          training.earlier().get("branchynet"),
          BranchynetRecipe.paperThresholdNats(training.data().set()));
    }
  },
  /** Calibrated margin of a classifier without exits. */
  MARGIN("margin") {
    @Override
    List<String> needs() {
      return List.of("lenet5");
    }

    @Override
    Labeller labeller(Training training) {
      return new MarginLabeller(Networks.lenet5(), training.earlier().get("lenet5"));
    }
  },
  /** What a classifier learns early and does not forget; no trained network. */
  DYNAMICS("dynamics") {
    @Override
    List<String> needs() {
      return List.of();
    }

    @Override
    Labeller labeller(Training training) {
      return new DynamicsLabeller(
          training.data().set().classes().size(), EPOCHS_WATCHED, training.seed());
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
  abstract List<String> needs();

  /** The labeller for a training that was given these networks. */
  abstract Labeller labeller(Training training);

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

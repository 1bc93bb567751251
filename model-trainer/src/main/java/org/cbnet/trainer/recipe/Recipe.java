package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.network.NetworkDescription;

/** How one network is trained; the choices in it were made on validation images. */
public interface Recipe {

  /** Name of the network. */
  String network();

  /** What comes out of it for a data set. */
  NetworkDescription description(KnownDataSet set);

  /** Names of the networks that a training by this method builds on, to be trained before. */
  List<String> needs(Method method, KnownDataSet set);

  /** Its own augmentation for a data set; empty where nothing is trained. */
  Optional<Augmenting> augmenting(KnownDataSet set);

  /** What a method may choose in its place. */
  default Set<MethodOption> options() {
    return Set.of();
  }

  /**
   * A method with this recipe's own choices filled in, so that its label says all.
   *
   * @throws IllegalArgumentException where the method asks for what the network does not have
   */
  default Method resolve(Method method, KnownDataSet set) {
    for (MethodOption option : method.options().keySet()) {
      if (!options().contains(option)) {
        throw new IllegalArgumentException(
            "%s has no %s to choose: method %s does not fit"
                .formatted(network(), option.id(), method.label()));
      }
    }
    return augmenting(set).map(method::withAugmentation).orElse(method);
  }

  /** Whether what it builds on is distilled too where it is. */
  default boolean parentsDistilledToo() {
    return true;
  }

  /** Name of the network that it is distilled from. */
  default String teacher() {
    return Recipes.TEACHER;
  }

  /** Trains the network by a method that was resolved. */
  TrainedNetwork train(Training training);
}

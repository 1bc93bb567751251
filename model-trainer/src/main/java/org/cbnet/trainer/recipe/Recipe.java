package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Optional;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.network.NetworkDescription;

/** How one network is trained; the choices in it were made on validation images. */
public interface Recipe {

  /** Name of the network. */
  String network();

  /** What comes out of it for a data set. */
  NetworkDescription description(KnownDataSet set);

  /** Names of the networks whose weights it starts from, to be trained before. */
  List<String> needs();

  /** Its own augmentation for a data set; empty where nothing is trained. */
  Optional<Augmenting> augmenting(KnownDataSet set);

  /** Whether exits have weights that a method may change. */
  default boolean hasExits() {
    return false;
  }

  /**
   * A method with this recipe's own choices filled in, so that its label says all.
   *
   * @throws IllegalArgumentException where the method asks for what the network does not have
   */
  default Method resolve(Method method, KnownDataSet set) {
    if (method.exit1Weight().isPresent() && !hasExits()) {
      throw new IllegalArgumentException(
          "%s has no exits: method %s does not fit".formatted(network(), method.label()));
    }
    return augmenting(set).map(method::withAugmentation).orElse(method);
  }

  /** Trains the network by a method that was resolved. */
  TrainedNetwork train(Training training);
}

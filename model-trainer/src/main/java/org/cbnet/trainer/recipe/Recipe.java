package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.TrainingListener;

/** How one network is trained; the choices in it were made on validation images. */
public interface Recipe {

  /** What comes out of it. */
  NetworkDescription description();

  /** The networks whose weights it starts from, to be trained before. */
  List<NetworkDescription> needs();

  /**
   * Trains the network.
   *
   * @param earlier weights of the networks that it needs, by name
   */
  TrainedNetwork train(
      TrainingData data,
      Map<String, Weights> earlier,
      Settings settings,
      TrainingListener listener);
}

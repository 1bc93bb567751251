package org.cbnet.trainer.recipe;

import java.util.List;
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

  /** Trains the network. */
  TrainedNetwork train(Training training);
}

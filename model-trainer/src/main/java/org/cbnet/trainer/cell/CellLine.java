package org.cbnet.trainer.cell;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.cbnet.trainer.network.NetworkDescription;

/**
 * The results line of a finished cell; the names of the components are the keys of the JSON.
 *
 * @param dataset name
 * @param network name
 * @param label how it was trained
 * @param seed of every draw
 * @param epochs trained
 * @param bestEpoch whose weights were kept; 0 where nothing was trained
 * @param validationAccuracy of the bundle as agents run it
 * @param trainingImages number of images trained on
 * @param validationImages number of images chosen on
 * @param macs multiply-accumulates
 * @param parameters trained values
 * @param seconds of the training since it was started or resumed last
 * @param bundleSha256 identity of the cell's bundle
 * @param folder of the bundle, relative to the data set's folder of models
 */
@JsonPropertyOrder({"dataset", "network", "label", "seed"})
public record CellLine(
    String dataset,
    String network,
    String label,
    long seed,
    int epochs,
    int bestEpoch,
    double validationAccuracy,
    int trainingImages,
    int validationImages,
    long macs,
    long parameters,
    long seconds,
    String bundleSha256,
    String folder) {
  public CellLine {
    Objects.requireNonNull(dataset, "dataset is null");
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(label, "label is null");
    Objects.requireNonNull(bundleSha256, "bundleSha256 is null");
    Objects.requireNonNull(folder, "folder is null");
  }

  /** Whether the network trained was this one. */
  boolean isOf(NetworkDescription description) {
    return macs == description.macs() && parameters == description.parameterCount();
  }
}

package org.cbnet.experiments.paper;

import java.util.Objects;

/**
 * What the paper's authors report of a network on a Raspberry Pi 4.
 *
 * @param network as they call it
 * @param arm name of the strategy here that comes nearest
 * @param millis of an image, in their accounting: of networks with an exit the trunk alone is timed
 * @param accuracyPercent on the test set
 * @param note what is to be known of it; empty where nothing is
 */
public record PaperFigure(
    String network, String arm, double millis, double accuracyPercent, String note) {
  public PaperFigure {
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(arm, "arm is null");
    Objects.requireNonNull(note, "note is null");
  }
}

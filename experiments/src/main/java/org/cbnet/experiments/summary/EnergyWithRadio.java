package org.cbnet.experiments.summary;

import java.util.Objects;

/**
 * Modelled energy of a device that reaches the cloud by radio.
 *
 * @param processorJoulesPerInference from the agent's own processor time
 * @param radioJoulesPerInference from bytes and when they crossed, telemetry among them
 * @param band share by which each of the radio's coefficients may be wrong
 * @param ranking against the baseline: {@code less}, {@code more}, {@code undecided} where it turns
 *     round within the band, or {@code baseline}
 */
public record EnergyWithRadio(
    double processorJoulesPerInference,
    double radioJoulesPerInference,
    double band,
    String ranking) {
  public EnergyWithRadio {
    Objects.requireNonNull(ranking, "ranking is null");
  }

  /** Both. */
  public double joulesPerInference() {
    return processorJoulesPerInference + radioJoulesPerInference;
  }
}

package org.cbnet.experiments.summary;

import java.util.Objects;
import java.util.Optional;

/**
 * Joules of one arm.
 *
 * @param joulesPerInference of all its intervals, gross less idle where idle is known
 * @param source of the figure, for example {@code model:rbp4b1.2-64}
 * @param isModelled whether no meter was read: the figure follows from processor time, and nothing
 *     is claimed from it
 * @param withRadio the same with the radio of the condition's link; empty for a cable, without a
 *     link, and where a meter was read, which sees the radio as well
 * @param byLoad what levels of load tell; empty where there were none
 */
public record Energy(
    double joulesPerInference,
    String source,
    boolean isModelled,
    Optional<EnergyWithRadio> withRadio,
    Optional<EnergyByLoad> byLoad) {
  public Energy {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(withRadio, "withRadio is null");
    Objects.requireNonNull(byLoad, "byLoad is null");
  }
}

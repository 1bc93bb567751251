package org.cbnet.experiments.summary;

import java.util.Objects;

/**
 * Joules of one arm.
 *
 * @param joulesPerInference of all its intervals, gross less idle where idle is known
 * @param source of the figure, for example {@code model:rbp4b1.2-64}
 * @param isModelled whether no meter was read: the figure follows from processor time, and nothing
 *     is claimed from it
 */
public record Energy(double joulesPerInference, String source, boolean isModelled) {
  public Energy {
    Objects.requireNonNull(source, "source is null");
  }
}

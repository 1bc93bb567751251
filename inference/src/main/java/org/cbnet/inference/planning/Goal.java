package org.cbnet.inference.planning;

import java.util.Objects;

/**
 * What a planner is after.
 *
 * @param objective what to have least of
 * @param rates of the device's energy
 * @param joulesBudget a frame's, for {@link Objective#LATENCY_WITHIN_ENERGY}
 */
public record Goal(Objective objective, EnergyRates rates, double joulesBudget) {

  /** Least time, whatever it draws. */
  public static final Goal LEAST_LATENCY =
      new Goal(Objective.LATENCY, new EnergyRates(0, 0, 0), Double.MAX_VALUE);

  public Goal {
    Objects.requireNonNull(objective, "objective is null");
    Objects.requireNonNull(rates, "rates is null");
    if (!(joulesBudget > 0)) {
      throw new IllegalArgumentException("joulesBudget must be > 0: " + joulesBudget);
    }
  }

  /** The less, the better. */
  double cost(Prediction prediction) {
    return switch (objective) {
      case LATENCY -> prediction.totalNanos();
      case ENERGY -> prediction.joules();
      case LATENCY_WITHIN_ENERGY ->
          prediction.joules() <= joulesBudget
              ? prediction.totalNanos()
              // Behind all that keep to the budget, by energy.
              : Double.MAX_VALUE / 2 * (1 - joulesBudget / (joulesBudget + prediction.joules()));
    };
  }
}

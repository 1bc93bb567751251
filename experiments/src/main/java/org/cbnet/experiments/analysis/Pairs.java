package org.cbnet.experiments.analysis;

import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.method.PairedRounds;

/** Two arms' figures side by side, round by round. */
final class Pairs {
  private Pairs() {}

  /**
   * Pairs two arms under a condition; empty where one of them has not a figure in every round.
   *
   * @param byMean of turns' means, else of their medians
   */
  static Optional<PairedRounds> of(
      Tallies tallies, Condition condition, String baseline, String arm, boolean byMean) {
    Optional<TurnTimes> theirs = times(tallies, condition, baseline);
    Optional<TurnTimes> ours = times(tallies, condition, arm);
    if (theirs.isEmpty() || ours.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        byMean
            ? new PairedRounds(theirs.get().means(), ours.get().means())
            : new PairedRounds(theirs.get().medians(), ours.get().medians()));
  }

  private static Optional<TurnTimes> times(Tallies tallies, Condition condition, String arm) {
    return tallies.of(condition, arm).map(ArmTally::times).filter(TurnTimes::isWhole);
  }
}

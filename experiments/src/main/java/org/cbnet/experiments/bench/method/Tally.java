package org.cbnet.experiments.bench.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.cbnet.experiments.method.UniformityTest;
import org.cbnet.trainer.evaluation.Samples;

/**
 * What many repetitions say of the method.
 *
 * @param repetitions how many
 * @param aaRejections of them, that called the same bundle different at 5 %
 * @param aaUniformityP how likely p-values of the same bundle as uneven are
 * @param plantedFound of them, that found the planted slowdown at 5 %
 * @param powerAt2Percent share that found 2 % at 5 %
 */
record Tally(
    int repetitions,
    int aaRejections,
    double aaUniformityP,
    int plantedFound,
    double powerAt2Percent,
    double medianSpread) {

  /** Of at least two repetitions. */
  static Tally of(List<Repetition> repetitions) {
    return new Tally(
        repetitions.size(),
        count(repetitions, Repetition::isSameRejected),
        UniformityTest.pValue(repetitions.stream().mapToDouble(Repetition::samePValue).toArray()),
        count(repetitions, Repetition::isPlantedFound),
        (double) count(repetitions, Repetition::isSmallFound) / repetitions.size(),
        new Samples(repetitions.stream().mapToDouble(Repetition::sameSpread).toArray()).median());
  }

  void put(ObjectNode into) {
    into.put("repetitions", repetitions)
        .put("aaRejections", aaRejections)
        .put("aaUniformityP", aaUniformityP)
        .put("plantedFound", plantedFound)
        .put("powerAt2Percent", powerAt2Percent)
        .put("processSpread", medianSpread);
  }

  private static int count(List<Repetition> repetitions, Predicate<Repetition> which) {
    return (int) repetitions.stream().filter(which).count();
  }
}

package org.cbnet.experiments.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Hypothesis;
import org.cbnet.experiments.definition.Hypothesis.Kind;
import org.cbnet.experiments.method.AccuracyDifference;
import org.cbnet.experiments.method.Holm;
import org.cbnet.experiments.method.PairedRounds;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Verdict;
import org.cbnet.inference.dataset.KnownDataSet;

/** Tests the declared hypotheses, and corrects for their number. */
final class Verdicts {
  private static final double LEVEL = 0.05;

  private record Tested(
      Hypothesis hypothesis, Condition condition, Figure estimate, double pValue) {}

  private final Definition definition;
  private final Tallies tallies;
  private final List<String> untested = new ArrayList<>();

  Verdicts(Definition definition, Tallies tallies) {
    this.definition = definition;
    this.tallies = tallies;
  }

  /**
   * One for each hypothesis and condition for which both arms have figures. What has none counts as
   * not shown, so that the others are not corrected for fewer than were declared.
   */
  List<Verdict> all() {
    List<Tested> tested = new ArrayList<>();
    for (KnownDataSet dataSet : definition.dataSets()) {
      for (Hypothesis hypothesis : definition.hypotheses()) {
        if (hypothesis.dataSet().equals(dataSet.id())) {
          test(hypothesis, definition.conditions(dataSet), tested);
        }
      }
    }
    double[] pValues = new double[tested.size() + untested.size()];
    Arrays.fill(pValues, 1);
    for (int i = 0; i < tested.size(); i++) {
      pValues[i] = tested.get(i).pValue();
    }
    double[] adjusted = Holm.adjust(pValues);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < tested.size(); i++) {
      Tested each = tested.get(i);
      verdicts.add(
          new Verdict(
              each.hypothesis(),
              each.condition(),
              each.estimate(),
              each.pValue(),
              adjusted[i],
              adjusted[i] < LEVEL));
    }
    return verdicts;
  }

  /** What could not be tested, each with the reason; after {@link #all}. */
  List<String> untested() {
    return List.copyOf(untested);
  }

  private void test(Hypothesis hypothesis, List<Condition> conditions, List<Tested> tested) {
    boolean isSpeed =
        hypothesis.kind() == Kind.FASTER || hypothesis.kind() == Kind.FASTER_ON_AVERAGE;
    for (Condition condition : conditions) {
      // Link and speed change no answer of a network, so once for each choice of images.
      if (isSpeed || isFirst(condition, conditions)) {
        Optional<Tested> found =
            isSpeed ? speed(hypothesis, condition) : accuracy(hypothesis, condition);
        found.ifPresentOrElse(tested::add, () -> untested.add(reason(hypothesis, condition)));
      }
    }
  }

  private static String reason(Hypothesis hypothesis, Condition condition) {
    return "hypothesis %s %s: not both arms have a figure in every round"
        .formatted(hypothesis.id(), Where.of(condition));
  }

  private static boolean isFirst(Condition condition, List<Condition> all) {
    return all.stream()
        .filter(each -> each.images().equals(condition.images()))
        .findFirst()
        .orElseThrow()
        .equals(condition);
  }

  private Optional<Tested> speed(Hypothesis hypothesis, Condition condition) {
    return Pairs.of(
            tallies,
            condition,
            hypothesis.baseline(),
            hypothesis.arm(),
            hypothesis.kind() == Kind.FASTER_ON_AVERAGE)
        .map(rounds -> speed(hypothesis, condition, rounds));
  }

  private Tested speed(Hypothesis hypothesis, Condition condition, PairedRounds rounds) {
    return new Tested(
        hypothesis,
        condition,
        rounds.speedup(definition.seed()),
        rounds.pValue(hypothesis.margin(), definition.seed()));
  }

  private Optional<Tested> accuracy(Hypothesis hypothesis, Condition condition) {
    RightFrames right = tallies.right(condition);
    if (!right.has(hypothesis.arm()) || !right.has(hypothesis.baseline())) {
      return Optional.empty();
    }
    AccuracyDifference difference = right.difference(hypothesis.arm(), hypothesis.baseline());
    double pValue =
        hypothesis.kind() == Kind.NOT_LESS_ACCURATE
            ? difference.notLessAccuratePValue(hypothesis.margin())
            : difference.moreAccuratePValue(hypothesis.margin());
    return Optional.of(new Tested(hypothesis, condition, difference.difference(), pValue));
  }
}

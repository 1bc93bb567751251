package org.cbnet.inference.profile.regression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;

/**
 * Chooses between the forms of a law by the error on layers that were held out. Layers of equal
 * work are held out together: a network often has several.
 */
final class LawChoice {
  private static final int FOLDS = 5;

  private final LayerKind kind;
  private final List<Sample> samples;

  /**
   * @param samples of the kind, at least one
   */
  LawChoice(LayerKind kind, List<Sample> samples) {
    this.kind = kind;
    this.samples = List.copyOf(samples);
  }

  /** A law with what is known of its errors. */
  record Chosen(Law law, KindFit fit) {}

  Chosen choose() {
    Law linear = Law.Linear.fit(kind, samples);
    double linearError = heldOutError(part -> Optional.of(Law.Linear.fit(kind, part)));
    Optional<Law> powers = Law.Powers.fit(kind, samples);
    double powersError = heldOutError(part -> Law.Powers.fit(kind, part));
    return powers.isPresent() && powersError < linearError
        ? chosen(powers.get(), powersError)
        : chosen(linear, linearError);
  }

  private Chosen chosen(Law law, double error) {
    return new Chosen(
        law, new KindFit(kind, law.form(), samples.size(), error, law.coefficients()));
  }

  private double heldOutError(Function<List<Sample>, Optional<Law>> fit) {
    Map<LayerWork, Integer> folds = folds();
    double sum = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      List<Sample> out =
          samples.stream().filter(sample -> folds.get(sample.work()) == held).toList();
      List<Sample> in =
          samples.stream().filter(sample -> folds.get(sample.work()) != held).toList();
      if (!out.isEmpty()) {
        Optional<Law> law = in.isEmpty() ? Optional.empty() : fit.apply(in);
        if (law.isEmpty()) {
          return Double.NaN;
        }
        sum += out.stream().mapToDouble(sample -> error(law.get(), sample)).sum();
      }
    }
    return sum / samples.size();
  }

  private Map<LayerWork, Integer> folds() {
    Map<LayerWork, Integer> folds = new HashMap<>();
    samples.forEach(sample -> folds.putIfAbsent(sample.work(), folds.size() % FOLDS));
    return folds;
  }

  private static double error(Law law, Sample sample) {
    return Math.abs(law.addedNanos(sample.work()) - Math.max(0, sample.addedNanos()))
        / sample.aloneNanos();
  }
}

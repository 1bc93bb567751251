package org.cbnet.trainer.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.trainer.evaluation.accuracy.AccuracyDifference;

/**
 * Says in words what part of {@code cbnet}'s accuracy comes from what. From {@code lenet} to {@code
 * cbnet} one thing changes at a time: architecture, recipe, reconstruction; the other lines set it,
 * or a control, against a network that lacks one thing.
 */
public final class Contributions {
  private static final String CBNET = "cbnet";
  private static final String LENET = "lenet";
  private static final String NO_RECONSTRUCTION = "no-reconstruction";
  private static final String PLAIN = "no-reconstruction@plain";

  private static final List<Part> PARTS =
      List.of(
          new Part(CBNET, LENET, "All of it"),
          new Part(PLAIN, LENET, "The architecture, plainly trained"),
          new Part(NO_RECONSTRUCTION, PLAIN, "The recipe, teacher and augmentation"),
          new Part(CBNET, NO_RECONSTRUCTION, "The reconstruction"),
          new Part(CBNET, "permuted-targets", "That the target is of the image's own class"),
          new Part(CBNET, "noise-targets", "That the target looks like anything at all"),
          new Part(
              NO_RECONSTRUCTION, "no-image", "An image between code and classifier, of any kind"),
          new Part(CBNET, "no-image@sized", "All of it against no image, in equal time"),
          new Part(
              CBNET, "encoder-classifier@sized", "All of it against an encoder, in equal time"));

  private Contributions() {}

  /** Pairs of networks that the words need, the one before the other. */
  static List<Part> parts() {
    return PARTS;
  }

  /** One sentence a part; none where the networks were not measured. */
  public static List<String> of(EvaluationReport report) {
    List<String> sentences = new ArrayList<>();
    for (Part part : PARTS) {
      find(report, part).map(comparison -> sentence(part, comparison)).ifPresent(sentences::add);
    }
    return sentences;
  }

  private static Optional<Comparison> find(EvaluationReport report, Part part) {
    return report.comparisons().stream()
        .filter(one -> one.name().equals(part.name()) && one.other().equals(part.other()))
        .findFirst();
  }

  private static String sentence(Part part, Comparison comparison) {
    AccuracyDifference accuracy = comparison.accuracy();
    return "%s: %s points of accuracy [%s, %s]%s, %s times as fast (%s against %s; %s)"
        .formatted(
            part.what(),
            FigureText.points(accuracy.difference()),
            FigureText.points(accuracy.low()),
            FigureText.points(accuracy.high()),
            onHardFrames(comparison.hardAccuracy()),
            FigureText.ratio(comparison.speedup()),
            part.name(),
            part.other(),
            verdict(comparison));
  }

  private static String onHardFrames(AccuracyDifference accuracy) {
    return accuracy == null
        ? ""
        : ", on hard frames %s [%s, %s]"
            .formatted(
                FigureText.points(accuracy.difference()),
                FigureText.points(accuracy.low()),
                FigureText.points(accuracy.high()));
  }

  private static String verdict(Comparison comparison) {
    String verdict = "accuracy: " + verdict(comparison.accuracy());
    return comparison.hardAccuracy() == null
        ? verdict
        : "%s, on hard frames: %s".formatted(verdict, verdict(comparison.hardAccuracy()));
  }

  private static String verdict(AccuracyDifference accuracy) {
    if (accuracy.low() > 0) {
      return "a gain";
    }
    return accuracy.high() < 0 ? "a loss" : "no difference shown";
  }

  /**
   * Two networks that a sentence sets against each other.
   *
   * @param name has what the sentence is about
   * @param other lacks it
   * @param what it is, to begin a sentence
   */
  record Part(String name, String other, String what) {}
}

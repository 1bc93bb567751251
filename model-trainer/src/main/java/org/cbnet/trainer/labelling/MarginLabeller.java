package org.cbnet.trainer.labelling;

import java.util.List;
import java.util.Objects;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Logits;

/**
 * By any classifier: hard is an image whose two likeliest classes are close. The margin between
 * their probabilities is calibrated by a temperature, so that the limit means the same for every
 * classifier.
 *
 * @param classifier a chain of segments from image to logits
 * @param weights of it
 */
public record MarginLabeller(NetworkDescription classifier, Weights weights) implements Labeller {
  /** Margins below it are hard: of such answers, at least one in twenty is to be wrong. */
  static final double LIMIT = 0.9;

  public MarginLabeller {
    Objects.requireNonNull(classifier, "classifier is null");
    Objects.requireNonNull(weights, "weights is null");
  }

  @Override
  public Difficulty label(Examples training, Examples validation) {
    List<String> segments = classifier.segments().stream().map(Segment::name).toList();
    double temperature =
        Temperature.fit(Answered.by(classifier, weights, segments, validation), validation);
    return of(Answered.by(classifier, weights, segments, training), training, temperature);
  }

  /** The labels that follow from logits. */
  static Difficulty of(float[][] logits, Examples examples, double temperature) {
    double[] scores = new double[logits.length];
    boolean[] right = new boolean[logits.length];
    boolean[] hard = new boolean[logits.length];
    for (int i = 0; i < logits.length; i++) {
      double margin = Logits.margin(logits[i], temperature);
      scores[i] = 1 - margin;
      right[i] = Logits.argMax(logits[i]) == examples.label(i);
      hard[i] = margin < LIMIT;
    }
    return new Difficulty(scores, right, hard);
  }
}

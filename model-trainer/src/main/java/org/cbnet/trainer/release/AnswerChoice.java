package org.cbnet.trainer.release;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.KnownAnswers.KnownAnswer;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * Chooses the frames that a device checks a bundle with: the first of every class that the bundle
 * itself answers rightly and surely, then the second of every class, and so on.
 *
 * <p>Only sure answers, because another processor rounds otherwise: on a frame between two classes
 * a good bundle could answer another one there.
 */
public final class AnswerChoice {
  /** Least softmax probability of an answer that is chosen. */
  public static final float LEAST_CONFIDENCE = 0.6f;

  private AnswerChoice() {}

  /**
   * Runs the bundle on images until there are enough answers.
   *
   * @param wanted how many, {@link KnownAnswers#LEAST} to {@link KnownAnswers#MOST}
   * @throws BundleException where the bundle can't run, or the images give too few answers
   */
  public static KnownAnswers choose(ModelBundle bundle, LabelledImages images, int wanted)
      throws BundleException {
    List<List<KnownAnswer>> byClass = new ArrayList<>();
    bundle.manifest().classes().forEach(name -> byClass.add(new ArrayList<>()));
    int share = (wanted + byClass.size() - 1) / byClass.size();
    try (InferenceStrategy strategy = open(bundle)) {
      for (int i = 0; i < images.size(); i++) {
        Frame frame = images.frame(i);
        if (byClass.get(frame.trueLabel()).size() < wanted
            && strategy.infer(frame) instanceof Outcome.Classified answer
            && answer.label() == frame.trueLabel()
            && answer.confidence() >= LEAST_CONFIDENCE) {
          byClass
              .get(frame.trueLabel())
              .add(new KnownAnswer(frame.id(), answer.label(), frame.pixels()));
        }
        if (byClass.stream().allMatch(answers -> answers.size() >= share)) {
          break;
        }
      }
    }
    List<KnownAnswer> chosen = inTurns(byClass, wanted);
    if (chosen.size() < wanted) {
      throw new BundleException(
          bundle.folder(),
          "answers only %d of %d images rightly with a confidence of %s and more, %d are wanted: show it more images, or lower --answers (at least %d)"
              .formatted(
                  chosen.size(), images.size(), LEAST_CONFIDENCE, wanted, KnownAnswers.LEAST));
    }
    return new KnownAnswers(KnownAnswers.FORMAT_VERSION, images.height(), images.width(), chosen);
  }

  private static InferenceStrategy open(ModelBundle bundle) throws BundleException {
    try {
      return Strategies.open(
          StrategyName.of(bundle.manifest().strategy()), bundle, OptionalDouble.empty());
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.folder(), e.getMessage(), e);
    }
  }

  private static List<KnownAnswer> inTurns(List<List<KnownAnswer>> byClass, int wanted) {
    List<KnownAnswer> chosen = new ArrayList<>();
    for (int turn = 0; turn < wanted; turn++) {
      for (List<KnownAnswer> answers : byClass) {
        if (turn < answers.size() && chosen.size() < wanted) {
          chosen.add(answers.get(turn));
        }
      }
    }
    return chosen;
  }
}

package org.cbnet.edge.steering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.KnownAnswers.KnownAnswer;

/**
 * Shows a model the frames of its bundle whose answers are known, before it may infer. A bundle
 * that was installed with the agent has none: it only has to answer.
 */
final class TrialRun {
  private static final int BLANK_FRAMES = 10;

  private final long limitNanos;
  private final BooleanSupplier stopped;

  /**
   * @param limit longest time of a frame, in the median
   * @param stopped asked between two frames
   */
  TrialRun(Duration limit, BooleanSupplier stopped) {
    this.limitNanos = limit.toNanos();
    this.stopped = stopped;
  }

  /** Why the model must not infer; empty where it may. */
  Optional<String> run(InferenceStrategy strategy, Path bundle, boolean compareAnswers)
      throws IOException {
    Frame[] frames = frames(bundle);
    long[] nanos = new long[frames.length];
    for (int i = 0; i < frames.length; i++) {
      if (stopped.getAsBoolean()) {
        return Optional.of("trial: the agent ends");
      }
      long start = System.nanoTime();
      Outcome outcome = infer(strategy, frames[i]);
      nanos[i] = System.nanoTime() - start;
      Optional<String> wrong = wrong(outcome, frames[i], compareAnswers);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    Arrays.sort(nanos);
    long median = nanos[nanos.length / 2];
    return median > limitNanos
        ? Optional.of(
            "trial: a frame takes %d us, at most %d us are allowed"
                .formatted(median / 1_000, limitNanos / 1_000))
        : Optional.empty();
  }

  private static Outcome infer(InferenceStrategy strategy, Frame frame) {
    try {
      return strategy.infer(frame);
    } catch (RuntimeException e) {
      return new Outcome.Failed("exception", e.toString());
    }
  }

  private static Optional<String> wrong(Outcome outcome, Frame frame, boolean compareAnswers) {
    if (outcome instanceof Outcome.Failed failed) {
      return Optional.of(
          "trial: frame %s failed, %s: %s".formatted(frame.id(), failed.reason(), failed.detail()));
    }
    int label = ((Outcome.Classified) outcome).label();
    if (compareAnswers && frame.trueLabel() != Frame.UNLABELLED && label != frame.trueLabel()) {
      return Optional.of(
          "trial: frame %s is answered %d, known is %d"
              .formatted(frame.id(), label, frame.trueLabel()));
    }
    return Optional.empty();
  }

  private static Frame[] frames(Path bundle) throws IOException {
    if (Files.exists(bundle.resolve(KnownAnswers.FILE))) {
      KnownAnswers answers = KnownAnswers.read(bundle);
      return answers.frames().stream()
          .map((KnownAnswer known) -> answers.frame(known))
          .toArray(Frame[]::new);
    }
    BundleManifest manifest = ModelBundle.load(bundle).manifest();
    Frame[] frames = new Frame[BLANK_FRAMES];
    for (int i = 0; i < frames.length; i++) {
      byte[] pixels = new byte[manifest.height() * manifest.width()];
      Arrays.fill(pixels, (byte) (i * 255 / (BLANK_FRAMES - 1)));
      frames[i] =
          new Frame("blank-" + i, pixels, manifest.height(), manifest.width(), Frame.UNLABELLED);
    }
    return frames;
  }
}

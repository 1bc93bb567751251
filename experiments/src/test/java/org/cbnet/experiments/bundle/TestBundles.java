package org.cbnet.experiments.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.KnownAnswers.KnownAnswer;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/** Shipped bundles, released for a test. */
public final class TestBundles {
  private static final Path SHIPPED = Path.of("../models/fashion-mnist");
  private static final int FRAMES = 12;

  private TestBundles() {}

  /** Copies a shipped bundle with known answers, signs it, and answers its release. */
  public static Release release(String network, Path to, SigningKey key, long version)
      throws IOException {
    return release(network, to, key, version, 0);
  }

  /**
   * As the other, with answers that are wrong by so much.
   *
   * @param wrongBy 0 for answers that the bundle gives
   */
  public static Release release(String network, Path to, SigningKey key, long version, int wrongBy)
      throws IOException {
    ModelBundle bundle = ModelBundle.load(SHIPPED.resolve(network));
    Files.createDirectories(to);
    Files.copy(bundle.folder().resolve(ModelBundle.MANIFEST), to.resolve(ModelBundle.MANIFEST));
    for (ModelFile model : bundle.manifest().models()) {
      Files.copy(bundle.folder().resolve(model.file()), to.resolve(model.file()));
    }
    answers(bundle, wrongBy).write(to);
    return SignedBundle.sign(to, key, version, 1);
  }

  private static KnownAnswers answers(ModelBundle bundle, int wrongBy) throws IOException {
    LabelledImages images = DataSets.sample();
    List<KnownAnswer> answers = new ArrayList<>();
    try (InferenceStrategy strategy =
        Strategies.open(
            StrategyName.of(bundle.manifest().strategy()), bundle, OptionalDouble.empty())) {
      for (int i = 0; i < FRAMES; i++) {
        Frame frame = images.frame(i);
        // Of other image sizes there are bundles too; the cloud does not infer.
        int label = strategy.infer(frame) instanceof Outcome.Classified answer ? answer.label() : 0;
        answers.add(new KnownAnswer(frame.id(), (label + wrongBy) % 10, frame.pixels()));
      }
    }
    return new KnownAnswers(KnownAnswers.FORMAT_VERSION, 28, 28, answers);
  }
}

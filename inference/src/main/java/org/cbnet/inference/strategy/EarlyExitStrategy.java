package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * BranchyNet (Teerapittayanon et al., ICPR 2016): exit 1 answers where the entropy of its softmax
 * is below the threshold, else the rest of the network goes on from the shared features.
 */
final class EarlyExitStrategy implements InferenceStrategy {
  static final String EXIT_1 = "exit1";
  private static final String REST = "rest";
  private static final String FEATURES = "features";

  private final String name;
  private final double thresholdNats;
  private final OnnxNetwork exit1;
  private final OnnxNetwork rest;
  private final FloatBuffer input;
  private final FloatBuffer exit1Logits;
  private final FloatBuffer finalLogits;
  private final PixelInput pixels;
  private final Softmax softmax;

  /**
   * @param thresholdNats entropy below which exit 1 answers; at 0 none exits there, above
   *     ln(classes) all do
   */
  EarlyExitStrategy(String name, ModelBundle bundle, double thresholdNats) throws BundleException {
    if (!(thresholdNats >= 0)) {
      throw new IllegalArgumentException("thresholdNats must be >= 0: " + thresholdNats);
    }
    this.name = name;
    this.thresholdNats = thresholdNats;
    this.exit1 =
        OnnxNetwork.open(
            bundle, EXIT_1, SingleNetworkStrategy.INPUT, SingleNetworkStrategy.LOGITS, FEATURES);
    this.rest = openRest(bundle);
    this.input = exit1.buffer(SingleNetworkStrategy.INPUT);
    this.exit1Logits = exit1.buffer(SingleNetworkStrategy.LOGITS);
    this.finalLogits = rest.buffer(SingleNetworkStrategy.LOGITS);
    this.pixels = new PixelInput(bundle.manifest());
    this.softmax = new Softmax(bundle.manifest().classes().size());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome infer(Frame frame) {
    long start = System.nanoTime();
    if (!pixels.accepts(frame)) {
      return Failures.shape(frame, pixels);
    }
    pixels.write(frame, input);
    long ready = System.nanoTime();
    String exit = EXIT_1;
    try {
      exit1.run();
      boolean finite = softmax.read(exit1Logits);
      if (finite && softmax.entropyNats() >= thresholdNats) {
        rest.run();
        finite = softmax.read(finalLogits);
        exit = SingleNetworkStrategy.FINAL_EXIT;
      }
      if (!finite) {
        return Failures.notFinite();
      }
    } catch (OrtException e) {
      return Failures.runtime(e);
    }
    long end = System.nanoTime();
    StageTimes times =
        new StageTimes(ready - start, StageTimes.NOT_MEASURED, end - ready, end - start);
    return new Outcome.Classified(softmax.label(), softmax.confidence(), exit, times);
  }

  @Override
  public void close() {
    rest.close();
    exit1.close();
  }

  private OnnxNetwork openRest(ModelBundle bundle) throws BundleException {
    try {
      if (!bundle.model(EXIT_1).outputs().containsAll(bundle.model(REST).inputs())) {
        throw new BundleException(
            bundle.folder(),
            "%s takes %s, %s gives %s"
                .formatted(
                    REST, bundle.model(REST).inputs(), EXIT_1, bundle.model(EXIT_1).outputs()));
      }
      return OnnxNetwork.openBehind(exit1, bundle, REST, FEATURES, SingleNetworkStrategy.LOGITS);
    } catch (BundleException e) {
      exit1.close();
      throw e;
    }
  }
}

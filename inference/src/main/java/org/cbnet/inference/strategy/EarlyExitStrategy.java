package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.StageTimes;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;

/**
 * BranchyNet (Teerapittayanon et al., ICPR 2016): exit 1 answers where the entropy of its softmax
 * is below the threshold, else the last exit. How the two are executed is the bundle's matter.
 */
final class EarlyExitStrategy implements InferenceStrategy {
  private final String name;
  private final ExitExecution execution;
  private final PixelInput pixels;
  private final Softmax softmax;

  /**
   * @param thresholdNats entropy below which exit 1 answers; at 0 none exits there, above
   *     ln(classes) all do
   */
  EarlyExitStrategy(String name, ModelBundle bundle, double thresholdNats, Provider provider)
      throws BundleException {
    if (!(thresholdNats >= 0)) {
      throw new IllegalArgumentException("thresholdNats must be >= 0: " + thresholdNats);
    }
    this.name = name;
    this.execution = execution(bundle, thresholdNats, provider);
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
    pixels.write(frame, execution.input());
    long ready = System.nanoTime();
    String exit;
    try {
      exit = execution.run(softmax);
    } catch (OrtException e) {
      return Failures.runtime(e);
    }
    if (!softmax.finite()) {
      return Failures.notFinite();
    }
    long end = System.nanoTime();
    StageTimes times =
        new StageTimes(ready - start, StageTimes.NOT_MEASURED, end - ready, end - start);
    return new Outcome.Classified(softmax.label(), softmax.confidence(), exit, times);
  }

  @Override
  public void close() {
    execution.close();
  }

  private static ExitExecution execution(
      ModelBundle bundle, double thresholdNats, Provider provider) throws BundleException {
    List<String> roles = bundle.manifest().models().stream().map(ModelFile::role).toList();
    if (roles.contains(OneGraph.CONDITIONAL)) {
      return new OneGraph(bundle, thresholdNats, provider);
    }
    return roles.contains(TwoGraphs.EXIT_1_ONLY)
        ? TwoGraphs.startingAgain(bundle, thresholdNats, provider)
        : TwoGraphs.goingOn(bundle, thresholdNats, provider);
  }
}

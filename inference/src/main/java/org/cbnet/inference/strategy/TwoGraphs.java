package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;

/**
 * Exit 1 in a graph of its own; a second graph where it does not answer. The second goes on from
 * the shared features ({@code rest}), or starts again from the image ({@code whole}).
 */
final class TwoGraphs implements ExitExecution {
  static final String EXIT_1 = "exit1";
  static final String EXIT_1_ONLY = "exit1-only";
  static final String REST = "rest";
  static final String FEATURES = "features";

  private final OnnxNetwork exit1;
  private final OnnxNetwork second;
  private final double thresholdNats;
  private final FloatBuffer exit1Logits;
  private final FloatBuffer secondLogits;

  private TwoGraphs(OnnxNetwork exit1, OnnxNetwork second, double thresholdNats) {
    this.exit1 = exit1;
    this.second = second;
    this.thresholdNats = thresholdNats;
    this.exit1Logits = exit1.buffer(SingleNetworkStrategy.LOGITS);
    this.secondLogits = second.buffer(SingleNetworkStrategy.LOGITS);
  }

  /** Roles {@code exit1} and {@code rest}: the rest reads the very tensor that exit 1 wrote. */
  static TwoGraphs goingOn(ModelBundle bundle, double thresholdNats, Provider provider)
      throws BundleException {
    OnnxNetwork exit1 =
        OnnxNetwork.open(
            bundle,
            provider,
            EXIT_1,
            SingleNetworkStrategy.INPUT,
            SingleNetworkStrategy.LOGITS,
            FEATURES);
    return behind(exit1, bundle, EXIT_1, REST, FEATURES, thresholdNats);
  }

  /** Roles {@code exit1-only} and {@code whole}, which both read the image. */
  static TwoGraphs startingAgain(ModelBundle bundle, double thresholdNats, Provider provider)
      throws BundleException {
    OnnxNetwork exit1 =
        OnnxNetwork.open(
            bundle,
            provider,
            EXIT_1_ONLY,
            SingleNetworkStrategy.INPUT,
            SingleNetworkStrategy.LOGITS);
    return behind(
        exit1,
        bundle,
        EXIT_1_ONLY,
        SingleNetworkStrategy.ROLE,
        SingleNetworkStrategy.INPUT,
        thresholdNats);
  }

  @Override
  public FloatBuffer input() {
    return exit1.buffer(SingleNetworkStrategy.INPUT);
  }

  @Override
  public String run(Softmax softmax) throws OrtException {
    exit1.run();
    if (softmax.read(exit1Logits) && softmax.entropyNats() >= thresholdNats) {
      second.run();
      softmax.read(secondLogits);
      return SingleNetworkStrategy.FINAL_EXIT;
    }
    return EXIT_1;
  }

  @Override
  public void close() {
    second.close();
    exit1.close();
  }

  private static TwoGraphs behind(
      OnnxNetwork exit1,
      ModelBundle bundle,
      String firstRole,
      String secondRole,
      String shared,
      double thresholdNats)
      throws BundleException {
    try {
      checkShared(bundle, firstRole, secondRole);
      OnnxNetwork second =
          OnnxNetwork.openBehind(exit1, bundle, secondRole, shared, SingleNetworkStrategy.LOGITS);
      return new TwoGraphs(exit1, second, thresholdNats);
    } catch (BundleException e) {
      exit1.close();
      throw e;
    }
  }

  // One tensor serves both graphs, so that both must see the same shape in it.
  private static void checkShared(ModelBundle bundle, String firstRole, String secondRole)
      throws BundleException {
    ModelFile first = bundle.model(firstRole);
    List<TensorSpec> wanted = bundle.model(secondRole).inputs();
    if (!first.outputs().containsAll(wanted) && !first.inputs().containsAll(wanted)) {
      throw new BundleException(
          bundle.folder(),
          "%s takes %s, %s takes %s and gives %s"
              .formatted(secondRole, wanted, firstRole, first.inputs(), first.outputs()));
    }
  }
}

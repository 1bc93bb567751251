package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * Both exits in one graph that itself decides whether to go on (ONNX {@code If}); role {@code
 * conditional}. Beside the logits of the exit that answered it says whether that was the last one.
 */
final class OneGraph implements ExitExecution {
  static final String CONDITIONAL = "conditional";

  /** An input, so that a threshold that is configured holds; 32 bits, the nearest to it. */
  private static final String THRESHOLD = "threshold";

  private static final String WENT_ON = "went_on";

  private final OnnxNetwork network;
  private final FloatBuffer logits;
  private final FloatBuffer wentOn;

  OneGraph(ModelBundle bundle, double thresholdNats, Provider provider) throws BundleException {
    this.network =
        OnnxNetwork.open(
            bundle,
            provider,
            CONDITIONAL,
            List.of(SingleNetworkStrategy.INPUT, THRESHOLD),
            SingleNetworkStrategy.LOGITS,
            WENT_ON);
    this.logits = network.buffer(SingleNetworkStrategy.LOGITS);
    this.wentOn = network.buffer(WENT_ON);
    network.buffer(THRESHOLD).put(0, (float) thresholdNats);
  }

  @Override
  public FloatBuffer input() {
    return network.buffer(SingleNetworkStrategy.INPUT);
  }

  @Override
  public String run(Softmax softmax) throws OrtException {
    network.run();
    softmax.read(logits);
    return wentOn.get(0) == 0 ? TwoGraphs.EXIT_1 : SingleNetworkStrategy.FINAL_EXIT;
  }

  @Override
  public void close() {
    network.close();
  }
}

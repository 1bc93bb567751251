package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.offload.OffloadTensor;

/**
 * Exit 1 on the device; where its entropy is not below the threshold the shared features go to the
 * cloud, and exit 1's answer stands in for it (DDNN, Teerapittayanon et al., ICDCS 2017; SPINN,
 * Laskaridis et al., MobiCom 2020).
 */
final class EarlyExitSide implements DeviceSide {
  /** The cut of a bundle that is in two parts already; the cloud runs its graph of role rest. */
  static final String CUT = "1:" + TwoGraphs.FEATURES;

  private final OnnxNetwork exit1;
  private final FloatBuffer logits;
  private final FloatBuffer features;
  private final List<Integer> shape;
  private final PixelInput pixels;
  private final FeatureEncoder encoder;
  private final double thresholdNats;

  EarlyExitSide(ModelBundle bundle, double thresholdNats, Offloading offloading, Provider provider)
      throws BundleException {
    this.exit1 =
        OnnxNetwork.open(
            bundle,
            provider,
            TwoGraphs.EXIT_1,
            SingleNetworkStrategy.INPUT,
            SingleNetworkStrategy.LOGITS,
            TwoGraphs.FEATURES);
    this.logits = exit1.buffer(SingleNetworkStrategy.LOGITS);
    this.features = exit1.buffer(TwoGraphs.FEATURES);
    this.shape = exit1.shape(TwoGraphs.FEATURES);
    this.pixels = new PixelInput(bundle.manifest());
    this.encoder = new FeatureEncoder(offloading.precision(), offloading.compression());
    this.thresholdNats = thresholdNats;
  }

  @Override
  public void write(Frame frame) {
    pixels.write(frame, exit1.buffer(SingleNetworkStrategy.INPUT));
  }

  @Override
  public String compute(Softmax softmax) throws OrtException {
    exit1.run();
    boolean answers = !softmax.read(logits) || softmax.entropyNats() < thresholdNats;
    return answers ? TwoGraphs.EXIT_1 : null;
  }

  @Override
  public String cut() {
    return CUT;
  }

  @Override
  public List<OffloadTensor> encode() throws FeatureException {
    return List.of(new OffloadTensor(TwoGraphs.FEATURES, shape, encoder.encode(features)));
  }

  @Override
  public long finishNanos() {
    return 0;
  }

  @Override
  public String finish(Softmax softmax) {
    softmax.read(logits);
    return TwoGraphs.EXIT_1;
  }

  @Override
  public void close() {
    exit1.close();
  }
}

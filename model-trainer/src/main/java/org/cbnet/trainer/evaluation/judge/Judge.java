package org.cbnet.trainer.evaluation.judge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.training.Logits;

/**
 * A classifier that never saw a converted image and says how easy images are for it. Images of
 * another size are brought to its own.
 *
 * @param name for people
 * @param bundle of it
 * @param role of the graph that answers
 * @param thresholdNats entropy from which on an image is hard for it
 * @param provider computes the graph
 */
public record Judge(
    String name, ModelBundle bundle, String role, double thresholdNats, Provider provider) {
  private static final String IMAGE = "image";
  private static final String LOGITS = "logits";

  public Judge {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(bundle, "bundle is null");
    Objects.requireNonNull(role, "role is null");
    Objects.requireNonNull(provider, "provider is null");
    if (!(thresholdNats > 0)) {
      throw new IllegalArgumentException("thresholdNats must be above 0: " + thresholdNats);
    }
  }

  /** What it says of each image, in their order. */
  List<Verdict> judge(List<Frame> images) throws BundleException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    float[] table = bundle.manifest().preprocessing().table();
    List<Verdict> verdicts = new ArrayList<>();
    try (OrtSession.SessionOptions options = provider.sessionOptions();
        OrtSession session = environment.createSession(bundle.graph(role), options)) {
      for (Frame image :
          Resized.to(bundle.manifest().height(), bundle.manifest().width(), images)) {
        verdicts.add(verdict(environment, session, table, image));
      }
    } catch (OrtException e) {
      throw new BundleException(
          bundle.folder(), "graph %s can't judge: %s".formatted(role, e.getMessage()), e);
    }
    return verdicts;
  }

  private Verdict verdict(
      OrtEnvironment environment, OrtSession session, float[] table, Frame image)
      throws OrtException {
    float[] input = new float[image.pixels().length];
    for (int i = 0; i < input.length; i++) {
      input[i] = table[image.pixels()[i] & 0xff];
    }
    long[] shape = {1, 1, image.height(), image.width()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
        OrtSession.Result result = session.run(Map.of(IMAGE, tensor), Set.of(LOGITS))) {
      FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] logits = new float[buffer.remaining()];
      buffer.get(logits);
      double entropy = Logits.entropyNats(logits);
      return new Verdict(
          entropy, entropy < thresholdNats, Logits.argMax(logits) == image.trueLabel());
    }
  }

  /**
   * What a judge says of one image.
   *
   * @param entropyNats of its answer
   * @param easy whether that is below its threshold
   * @param right whether the answer is the true label
   */
  record Verdict(double entropyNats, boolean easy, boolean right) {}
}

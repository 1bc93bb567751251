package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.StageTimes;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * A strategy whose whole work is one graph: a backbone, or a converting autoencoder fused with its
 * lightweight DNN.
 */
final class SingleNetworkStrategy implements InferenceStrategy {
  static final String ROLE = "whole";
  static final String INPUT = "image";
  static final String LOGITS = "logits";
  static final String FINAL_EXIT = "final";

  private final String name;
  private final OnnxNetwork network;
  private final FloatBuffer input;
  private final FloatBuffer logits;
  private final PixelInput pixels;
  private final Softmax softmax;

  SingleNetworkStrategy(String name, ModelBundle bundle, Provider provider) throws BundleException {
    this.name = name;
    this.network = OnnxNetwork.open(bundle, provider, ROLE, INPUT, LOGITS);
    this.input = network.buffer(INPUT);
    this.logits = network.buffer(LOGITS);
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
    try {
      network.run();
    } catch (OrtException e) {
      return Failures.runtime(e);
    }
    if (!softmax.read(logits)) {
      return Failures.notFinite();
    }
    long end = System.nanoTime();
    StageTimes times =
        new StageTimes(ready - start, StageTimes.NOT_MEASURED, end - ready, end - start);
    return new Outcome.Classified(softmax.label(), softmax.confidence(), FINAL_EXIT, times);
  }

  @Override
  public void close() {
    network.close();
  }
}

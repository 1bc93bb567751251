package org.cbnet.trainer.evaluation.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.Partition;

/**
 * Compares what head and tail of a cut answer, one behind the other, with what the bundle's own
 * graph answers on the same frames. Tensors cross as they are, neither quantised nor compressed.
 * Used by one thread.
 */
public final class CutParity {
  private static final String ROLE = "whole";

  private final ModelBundle bundle;
  private final Partition partition;
  private final CutTensor image;
  private final List<float[]> images;
  private final List<float[]> expected;

  private CutParity(ModelBundle bundle, Partition partition, List<float[]> images)
      throws IOException {
    this.bundle = bundle;
    this.partition = partition;
    this.image = partition.cuts().get(0).tensors().get(0);
    this.images = images;
    this.expected = whole();
  }

  /**
   * Computes what is expected.
   *
   * @param frames of the size that the bundle takes
   * @throws BundleException where the graph can't be run
   */
  public static CutParity of(ModelBundle bundle, Partition partition, List<Frame> frames)
      throws IOException {
    float[] table = bundle.manifest().preprocessing().table();
    return new CutParity(
        bundle, partition, frames.stream().map(frame -> values(frame, table)).toList());
  }

  /**
   * Compares one cut of the partition.
   *
   * @throws BundleException where a half can't be run
   */
  public ParityFigures measure(Cut cut) throws IOException {
    try {
      return ParityFigures.of(expected, cut.hasHead() && cut.hasTail() ? both(cut) : one(cut));
    } catch (OrtException e) {
      throw refusal("cut " + cut.id(), e);
    }
  }

  private List<float[]> whole() throws IOException {
    try {
      return alone(bundle.graph(ROLE));
    } catch (OrtException e) {
      throw refusal("the graph", e);
    }
  }

  private List<float[]> one(Cut cut) throws OrtException, IOException {
    return alone(cut.hasHead() ? partition.head(cut) : partition.tail(cut));
  }

  private List<float[]> alone(byte[] model) throws OrtException, IOException {
    List<float[]> logits = new ArrayList<>();
    try (Session session = new Session(model)) {
      for (float[] values : images) {
        try (OnnxTensor tensor = Session.image(image, values);
            OrtSession.Result result = session.run(Map.of(image.name(), tensor))) {
          logits.add(Session.logits(result));
        }
      }
    }
    return logits;
  }

  private List<float[]> both(Cut cut) throws OrtException, IOException {
    List<float[]> logits = new ArrayList<>();
    try (Session head = new Session(partition.head(cut));
        Session tail = new Session(partition.tail(cut))) {
      for (float[] values : images) {
        try (OnnxTensor tensor = Session.image(image, values);
            OrtSession.Result features = head.run(Map.of(image.name(), tensor));
            OrtSession.Result result = tail.run(Session.tensors(features, cut))) {
          logits.add(Session.logits(result));
        }
      }
    }
    return logits;
  }

  private BundleException refusal(String what, OrtException e) {
    return new BundleException(
        bundle.folder(), "ONNX Runtime can't run %s: %s".formatted(what, e.getMessage()), e);
  }

  private static float[] values(Frame frame, float[] table) {
    float[] values = new float[frame.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[frame.pixels()[i] & 0xff];
    }
    return values;
  }
}

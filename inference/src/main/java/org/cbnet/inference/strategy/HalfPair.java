package org.cbnet.inference.strategy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.Partition;

/**
 * Both halves of a network at one cut on the device: the head that runs for every frame, and the
 * tail that reads the head's very tensors where the cloud does not answer. Opened on one thread,
 * used by another from then on.
 */
final class HalfPair implements AutoCloseable {
  private static final int TRIALS = 3;

  private final Cut cut;
  private final PinnedTensors pinned;
  private final Map<String, OnnxTensor> image;
  private final Map<String, OnnxTensor> logits;
  private final Map<String, OnnxTensor> crossing = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> made = new LinkedHashMap<>();
  private final RunTime tailTime = new RunTime();
  private OrtSession head;
  private OrtSession tail;

  private HalfPair(Cut cut, PinnedTensors pinned) {
    this.cut = cut;
    this.pinned = pinned;
    this.image = only(SingleNetworkStrategy.INPUT);
    this.logits = only(SingleNetworkStrategy.LOGITS);
    for (CutTensor tensor : cut.tensors()) {
      crossing.putAll(only(tensor.name()));
    }
    made.putAll(cut.hasTail() ? crossing : logits);
    // What crosses may be the image itself, which no head makes.
    made.remove(SingleNetworkStrategy.INPUT);
  }

  /**
   * Opens what the cut has of both halves, and runs them some times, so that both are warm.
   *
   * @param classes how many logits there are
   */
  static HalfPair open(
      Partition partition, Cut cut, CutTensor image, int classes, Provider provider)
      throws OrtException {
    Map<String, CutTensor> wanted = new LinkedHashMap<>();
    cut.tensors().forEach(tensor -> wanted.put(tensor.name(), tensor));
    wanted.put(image.name(), image);
    wanted.put(
        SingleNetworkStrategy.LOGITS,
        new CutTensor(SingleNetworkStrategy.LOGITS, ElementType.FLOAT32, List.of(1, classes)));
    HalfPair pair = new HalfPair(cut, PinnedTensors.allocate(new ArrayList<>(wanted.values())));
    try (OrtSession.SessionOptions options = provider.sessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      pair.head = cut.hasHead() ? environment.createSession(partition.head(cut), options) : null;
      pair.tail = cut.hasTail() ? environment.createSession(partition.tail(cut), options) : null;
      for (int i = 0; i < TRIALS; i++) {
        pair.runHead();
        pair.runTail();
      }
      return pair;
    } catch (OrtException | RuntimeException e) {
      pair.close();
      throw e;
    }
  }

  Cut cut() {
    return cut;
  }

  /** The image, for whoever writes it. */
  FloatBuffer image() {
    return pinned.values(SingleNetworkStrategy.INPUT).asFloatBuffer();
  }

  FloatBuffer logits() {
    return pinned.values(SingleNetworkStrategy.LOGITS).asFloatBuffer();
  }

  /** Image to what crosses, or to the logits where the cut has no tail. */
  void runHead() throws OrtException {
    if (head != null) {
      head.run(image, Set.of(), made).close();
    }
  }

  /** What crosses to the logits. */
  void runTail() throws OrtException {
    if (tail != null) {
      long begin = System.nanoTime();
      tail.run(crossing, Set.of(), logits).close();
      tailTime.add(System.nanoTime() - begin);
    }
  }

  /** What the tail takes on this machine. */
  long tailNanos() {
    return tailTime.nanos();
  }

  List<OffloadTensor> encode(FeatureEncoder encoder) throws FeatureException {
    List<OffloadTensor> coded = new ArrayList<>(cut.tensors().size());
    for (CutTensor tensor : cut.tensors()) {
      ByteBuffer values = pinned.values(tensor.name());
      coded.add(
          new OffloadTensor(
              tensor.name(),
              tensor.shape(),
              tensor.type() == ElementType.FLOAT32
                  ? encoder.encode(values.asFloatBuffer())
                  : encoder.encodeAsIs(tensor.type().id(), values)));
    }
    return coded;
  }

  @Override
  public void close() {
    pinned.close();
    close(head);
    close(tail);
    head = null;
    tail = null;
  }

  private Map<String, OnnxTensor> only(String name) {
    return Map.of(name, pinned.tensors().get(name));
  }

  private static void close(OrtSession session) {
    if (session == null) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free a session", e);
    }
  }
}

package org.cbnet.inference.partition;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * The rest of a network behind a cut on ONNX Runtime: from the tensors that cross to a label, in
 * the cloud, or on a device whose cloud does not answer.
 *
 * <p>Several images may be classified in one run where a trial at the opening has shown that they
 * are answered as each alone; one image always runs in the graph that is made for one. Safe for
 * several threads, each with a {@link TailBatch} of its own; is closed after these.
 */
public final class Tail implements AutoCloseable {
  private final List<CutTensor> inputs;
  private final int classes;
  private final OrtSession one;
  private final Optional<OrtSession> several;
  private final int batchLimit;

  private Tail(
      List<CutTensor> inputs,
      int classes,
      OrtSession one,
      Optional<OrtSession> several,
      int batchLimit) {
    this.inputs = inputs;
    this.classes = classes;
    this.one = one;
    this.several = several;
    this.batchLimit = several.isPresent() ? batchLimit : 1;
  }

  /**
   * Opens the tail of a cut; takes some milliseconds, most of it ONNX Runtime's optimising.
   *
   * @param partition of the bundle
   * @param cut of the partition
   * @param most images in one run, at least 1; where the graph is made for one, it stays at one
   * @param settings of its sessions
   * @throws BundleException where ONNX Runtime can't run it
   * @throws IllegalArgumentException where the cut has no tail
   */
  public static Tail open(
      ModelBundle bundle, Partition partition, Cut cut, int most, SessionSettings settings)
      throws BundleException {
    if (most < 1) {
      throw new IllegalArgumentException("a run must be for at least 1 image: " + most);
    }
    byte[] model = partition.tail(cut);
    Optional<byte[]> batches = most > 1 ? partition.batchTail(cut) : Optional.empty();
    int classes = bundle.manifest().classes().size();
    OrtSession one = null;
    try {
      one = session(model, settings);
      checkClasses(bundle, cut, one, classes);
      Optional<OrtSession> several = Optional.empty();
      if (batches.isPresent()) {
        several = proven(cut.tensors(), one, batches.get(), settings);
      }
      return new Tail(cut.tensors(), classes, one, several, most);
    } catch (OrtException e) {
      free(one);
      throw new BundleException(
          bundle.folder(),
          "the tail of cut %s does not run in ONNX Runtime: %s".formatted(cut.id(), e.getMessage()),
          e);
    } catch (BundleException e) {
      free(one);
      throw e;
    }
  }

  /** What it reads for each image. */
  public List<CutTensor> inputs() {
    return inputs;
  }

  /** How many images one run may have. */
  public int batchLimit() {
    return batchLimit;
  }

  /** Room for a run of up to {@link #batchLimit} images; the caller closes it. */
  public TailBatch batch() {
    return new TailBatch(this, new TailTensors(inputs, batchLimit), classes);
  }

  /** The session that is right for so many images. */
  OrtSession session(int images) {
    return images == 1 ? one : several.orElse(one);
  }

  @Override
  public void close() {
    several.ifPresent(Tail::free);
    free(one);
  }

  private static void checkClasses(ModelBundle bundle, Cut cut, OrtSession one, int classes)
      throws OrtException, BundleException {
    try (TailTensors tensors = new TailTensors(cut.tensors(), 1)) {
      int found = tensors.run(one, 1).length;
      if (found != classes) {
        throw new BundleException(
            bundle.folder(),
            "the tail of cut %s answers %d logits, the manifest names %d classes: make the bundle anew"
                .formatted(cut.id(), found, classes));
      }
    }
  }

  // Whatever ONNX Runtime has against it: one image at a time is always right.
  private static Optional<OrtSession> proven(
      List<CutTensor> tensors, OrtSession one, byte[] model, SessionSettings settings)
      throws OrtException {
    OrtSession several;
    try (OrtSession.SessionOptions options = settings.options()) {
      // A graph for one image is no error.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      several = OrtEnvironment.getEnvironment().createSession(model, options);
    } catch (OrtException e) {
      return Optional.empty();
    }
    if (new BatchTrial(tensors).holds(one, several)) {
      return Optional.of(several);
    }
    free(several);
    return Optional.empty();
  }

  private static OrtSession session(byte[] model, SessionSettings settings) throws OrtException {
    try (OrtSession.SessionOptions options = settings.options()) {
      return OrtEnvironment.getEnvironment().createSession(model, options);
    }
  }

  private static void free(OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free a session", e);
    }
  }
}

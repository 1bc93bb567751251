package org.cbnet.trainer.evaluation.latency;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.strategy.Provider;

/**
 * Classifies 32 frames in one call of each graph: from decoded pixels to labels. A network with
 * exits computes exit 1 for all, then the rest for those whose entropy is not below the threshold.
 */
final class BatchClassifier implements AutoCloseable {
  private static final String IMAGE = "image";
  private static final String LOGITS = "logits";
  private static final String FEATURES = "features";
  private static final String WHOLE = "whole";
  private static final String EXIT_1 = "exit1";
  private static final String EXIT_1_ONLY = "exit1-only";
  private static final String REST = "rest";

  private final BatchGraph first;
  // Null where the first graph is the whole network.
  private final BatchGraph rest;
  // What the rest reads of the first graph's tensors: features, or the image again.
  private final String carried;
  private final double thresholdNats;
  private final float[] table;
  private final float[] logits;

  private BatchClassifier(ModelBundle bundle, BatchGraph first, BatchGraph rest, String carried) {
    this.first = first;
    this.rest = rest;
    this.carried = carried;
    this.thresholdNats = rest == null ? Double.NaN : bundle.manifest().entropyThresholdNats();
    this.table = bundle.manifest().preprocessing().table();
    this.logits = new float[first.elements(LOGITS)];
  }

  /**
   * Opens a bundle.
   *
   * @return empty where a graph's number of examples is fixed, or the bundle's graphs are in other
   *     roles than one whole network, or exit 1 and what follows it
   */
  static Optional<BatchClassifier> open(ModelBundle bundle, Provider provider)
      throws BundleException {
    Set<String> roles =
        bundle.manifest().models().stream().map(ModelFile::role).collect(Collectors.toSet());
    BatchClassifier classifier;
    if (roles.equals(Set.of(WHOLE))) {
      BatchGraph whole = BatchGraph.open(bundle, WHOLE, provider, Set.of(LOGITS));
      classifier = new BatchClassifier(bundle, whole, null, null);
    } else if (roles.equals(Set.of(EXIT_1, REST))) {
      classifier = withExits(bundle, provider, EXIT_1, REST, FEATURES);
    } else if (roles.equals(Set.of(EXIT_1_ONLY, WHOLE))) {
      classifier = withExits(bundle, provider, EXIT_1_ONLY, WHOLE, IMAGE);
    } else {
      return Optional.empty();
    }
    if (classifier.takesBatches(bundle)) {
      return Optional.of(classifier);
    }
    classifier.close();
    return Optional.empty();
  }

  private static BatchClassifier withExits(
      ModelBundle bundle, Provider provider, String exit1, String rest, String carried)
      throws BundleException {
    return new BatchClassifier(
        bundle,
        BatchGraph.open(bundle, exit1, provider, Set.of(LOGITS, FEATURES)),
        BatchGraph.open(bundle, rest, provider, Set.of(LOGITS)),
        carried);
  }

  /** Labels of exactly 32 frames of the network's size. */
  int[] classify(List<Frame> frames) throws OrtException {
    FloatBuffer input = first.buffer(IMAGE);
    int at = 0;
    for (Frame frame : frames) {
      for (byte pixel : frame.pixels()) {
        input.put(at++, table[pixel & 0xff]);
      }
    }
    first.run(BatchGraph.BATCH);
    int[] labels = new int[BatchGraph.BATCH];
    int[] hard = new int[BatchGraph.BATCH];
    int hardCount = 0;
    for (int i = 0; i < BatchGraph.BATCH; i++) {
      labels[i] = label(first, i);
      if (rest != null && entropyNats(logits, labels[i]) >= thresholdNats) {
        gather(i, hardCount);
        hard[hardCount++] = i;
      }
    }
    if (hardCount > 0) {
      rest.run(hardCount);
      for (int i = 0; i < hardCount; i++) {
        labels[hard[i]] = label(rest, i);
      }
    }
    return labels;
  }

  @Override
  public void close() {
    first.close();
    if (rest != null) {
      rest.close();
    }
  }

  /** Entropy of the softmax with the natural logarithm; the largest logit is at {@code label}. */
  static double entropyNats(float[] logits, int label) {
    double sum = 0;
    double weighted = 0;
    for (float logit : logits) {
      double z = (double) logit - logits[label];
      double e = Math.exp(z);
      sum += e;
      weighted += e * z;
    }
    return Math.log(sum) - weighted / sum;
  }

  private boolean takesBatches(ModelBundle bundle) throws BundleException {
    try {
      return first.takesBatches() && (rest == null || rest.takesBatches());
    } catch (OrtException e) {
      throw new BundleException(bundle.folder(), "can't be asked for its inputs: " + e, e);
    }
  }

  private void gather(int from, int to) {
    int length = first.elements(carried);
    rest.buffer(carried).put(to * length, first.buffer(carried), from * length, length);
  }

  private int label(BatchGraph graph, int example) {
    graph.buffer(LOGITS).get(example * logits.length, logits);
    int label = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[label]) {
        label = i;
      }
    }
    return label;
  }
}

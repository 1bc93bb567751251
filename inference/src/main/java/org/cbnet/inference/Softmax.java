package org.cbnet.inference;

import java.nio.FloatBuffer;

/** Label, confidence and entropy of a row of logits; kept to be used again. One thread. */
public final class Softmax {
  private final float[] logits;
  private boolean finite;
  private int label;
  private double confidence;
  private double entropyNats;

  /**
   * @param classes how many logits there are
   */
  public Softmax(int classes) {
    this.logits = new float[classes];
  }

  /**
   * Reads the logits; ties go to the lower class.
   *
   * @return false where a logit is not finite, and then nothing else here has a meaning
   */
  public boolean read(FloatBuffer output) {
    output.get(0, logits);
    label = 0;
    finite = Float.isFinite(logits[0]);
    for (int i = 1; i < logits.length; i++) {
      finite &= Float.isFinite(logits[i]);
      if (logits[i] > logits[label]) {
        label = i;
      }
    }
    if (finite) {
      normalise();
    }
    return finite;
  }

  /** What the last {@link #read} answered. */
  public boolean finite() {
    return finite;
  }

  /** Whether this is a class, whoever says so. */
  public boolean has(int candidate) {
    return candidate >= 0 && candidate < logits.length;
  }

  /** Class of the largest logit. */
  public int label() {
    return label;
  }

  /** Largest probability, 0..1. */
  public float confidence() {
    return (float) confidence;
  }

  /** Entropy with the natural logarithm, 0 .. ln(classes). */
  public double entropyNats() {
    return entropyNats;
  }

  // H = ln(Z) - sum(e^z z) / Z with z = logit - max: one exp a class and one log in all.
  private void normalise() {
    double max = logits[label];
    double sum = 0;
    double weighted = 0;
    for (float logit : logits) {
      double z = logit - max;
      double e = Math.exp(z);
      sum += e;
      weighted += e * z;
    }
    confidence = 1 / sum;
    entropyNats = Math.max(0, Math.log(sum) - weighted / sum);
  }
}

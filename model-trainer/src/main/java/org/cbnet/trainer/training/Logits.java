package org.cbnet.trainer.training;

/** Figures of one row of logits. */
public final class Logits {
  private Logits() {}

  /** Index of the largest; ties go to the lower. */
  public static int argMax(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Softmax of the logits divided by a temperature. */
  static float[] softmax(float[] logits, double temperature) {
    double max = logits[argMax(logits)];
    double[] powers = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      powers[i] = Math.exp((logits[i] - max) / temperature);
      sum += powers[i];
    }
    float[] shares = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      shares[i] = (float) (powers[i] / sum);
    }
    return shares;
  }

  /** Entropy of the softmax, natural logarithm. */
  public static double entropyNats(float[] logits) {
    double max = logits[argMax(logits)];
    double sum = 0;
    double weighted = 0;
    for (float logit : logits) {
      double e = Math.exp(logit - max);
      sum += e;
      weighted += e * (logit - max);
    }
    return Math.max(0, Math.log(sum) - weighted / sum);
  }

  /** Natural logarithm of a class's softmax at a temperature. */
  public static double logProbability(float[] logits, int index, double temperature) {
    double max = logits[argMax(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((logit - max) / temperature);
    }
    return (logits[index] - max) / temperature - Math.log(sum);
  }

  /** Difference of the two largest softmax values at a temperature. */
  public static double margin(float[] logits, double temperature) {
    int first = argMax(logits);
    int second = first == 0 ? 1 : 0;
    for (int i = 0; i < logits.length; i++) {
      if (i != first && logits[i] > logits[second]) {
        second = i;
      }
    }
    return Math.exp(logProbability(logits, first, temperature))
        - Math.exp(logProbability(logits, second, temperature));
  }
}

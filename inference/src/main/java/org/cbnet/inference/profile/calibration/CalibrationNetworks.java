package org.cbnet.inference.profile.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The calibration set: chains of convolutions, pools, sums, activations and products with random
 * weights, in single precision and in 8 bits. Sizes are drawn, from those that classifiers of small
 * images have; the same set gives the same bytes on every machine.
 */
public final class CalibrationNetworks {
  /** What profiles call it. */
  public static final String NAME = "calibration";

  private static final long SEED = 31;
  private static final int FLOAT_NETWORKS = 16;
  private static final int QUANTISED_NETWORKS = 12;

  // Of one layer, so that a run of the whole set stays short.
  private static final long MOST_MACS = 20_000_000;
  private static final int MOST_FLAT = 4096;

  private static final int[] IMAGE_CHANNELS = {1, 1, 3, 8};
  private static final int[] SIZES = {12, 14, 20, 28, 32, 48, 64};
  private static final int[] CHANNELS = {4, 5, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128};
  private static final int[] KERNELS = {1, 3, 3, 5};
  private static final int[] NEURONS = {10, 16, 32, 64, 84, 120, 256};

  private final Random random;

  private CalibrationNetworks(Random random) {
    this.random = random;
  }

  /** All networks as ONNX files, in their order. */
  public static List<byte[]> models() {
    return models(FLOAT_NETWORKS, QUANTISED_NETWORKS);
  }

  /** As many as are asked for; the first of each kind are always the same. */
  static List<byte[]> models(int floats, int quantised) {
    List<byte[]> models = new ArrayList<>();
    for (int i = 0; i < floats + quantised; i++) {
      boolean codes = i >= floats;
      Random random = new Random(SEED + (codes ? 1000 + i - floats : i));
      models.add(new CalibrationNetworks(random).model(codes));
    }
    return models;
  }

  private byte[] model(boolean quantised) {
    Chain chain = new Chain(random, quantised, pick(IMAGE_CHANNELS), pick(SIZES));
    conv(chain);
    pool(chain);
    chain.activation();
    chain.sum();
    chain.depthwise(3, 1 + random.nextInt(2));
    conv(chain);
    conv(chain);
    pool(chain);
    conv(chain);
    if (random.nextBoolean() || chain.elements() > MOST_FLAT) {
      chain.globalPool();
    }
    chain.flatten();
    chain.product(pick(NEURONS));
    return chain.logits(pick(NEURONS));
  }

  private void conv(Chain chain) {
    int kernel = Math.min(pick(KERNELS), chain.size());
    int stride = chain.size() > 8 && random.nextInt(3) == 0 ? 2 : 1;
    boolean padded = random.nextBoolean() || chain.size() <= 2 * kernel;
    int out = pick(CHANNELS);
    while (out > 4 && chain.convMacs(out, kernel, stride) > MOST_MACS) {
      out /= 2;
    }
    chain.conv(out, kernel, stride, padded, random.nextBoolean());
  }

  private void pool(Chain chain) {
    if (chain.size() >= 4) {
      chain.maxPool(2 + random.nextInt(2), 2);
    }
  }

  private int pick(int[] from) {
    return from[random.nextInt(from.length)];
  }
}

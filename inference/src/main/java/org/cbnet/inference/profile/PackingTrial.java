package org.cbnet.inference.profile;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.feature.ImageEncoder;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;

/**
 * What it takes to pack what crosses a cut, tried out on made-up values: halves of networks are
 * profiled by themselves, and packing costs as much as some of them. One thread.
 */
final class PackingTrial {
  // A ReLU leaves about half of its values.
  private static final double ZEROS = 0.5;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 31;
  // What a request has beside its tensors' data, about.
  private static final int ENVELOPE_BYTES = 200;

  private final ModelBundle bundle;
  private final Precision precision;
  private final FeatureEncoder encoder;

  PackingTrial(ModelBundle bundle, Precision precision, Compression compression) {
    this.bundle = bundle;
    this.precision = precision;
    this.encoder = new FeatureEncoder(precision, compression);
  }

  /** Nanoseconds of packing and bytes of a request. */
  record Packing(double nanos, double bytes) {}

  Packing of(Cut cut) {
    if (!cut.hasTail()) {
      return new Packing(0, 0);
    }
    int payload =
        cut.hasHead() ? featureBytes(cut) : bundle.manifest().height() * bundle.manifest().width();
    return new Packing(cut.hasHead() ? features(cut) : image(), payload + ENVELOPE_BYTES);
  }

  private int featureBytes(Cut cut) {
    return cut.tensors().stream()
        .mapToInt(
            tensor ->
                tensor.type() == ElementType.FLOAT32
                    ? tensor.elements() * precision.bytes()
                    : Math.toIntExact(tensor.bytes()))
        .sum();
  }

  private double features(Cut cut) {
    List<FloatBuffer> values =
        cut.tensors().stream()
            .filter(tensor -> tensor.type() == ElementType.FLOAT32)
            .map(PackingTrial::values)
            .toList();
    return median(
        () -> {
          long bytes = 0;
          for (FloatBuffer each : values) {
            bytes += encode(each).data().length;
          }
          return bytes;
        });
  }

  private double image() {
    int height = bundle.manifest().height();
    int width = bundle.manifest().width();
    byte[] pixels = new byte[height * width];
    new Random(1).nextBytes(pixels);
    // Half of it background, as most images of a class have some.
    Arrays.fill(pixels, 0, pixels.length / 2, (byte) 0);
    try (ImageEncoder images = new ImageEncoder(height, width)) {
      return median(() -> images.encode(pixels).data().length);
    }
  }

  private EncodedTensor encode(FloatBuffer values) {
    try {
      return encoder.encode(values);
    } catch (FeatureException e) {
      throw new IllegalStateException("made-up values are finite", e);
    }
  }

  private static FloatBuffer values(CutTensor tensor) {
    Random random = new Random(1);
    FloatBuffer values = FloatBuffer.allocate(tensor.elements());
    for (int i = 0; i < values.limit(); i++) {
      values.put(i, random.nextDouble() < ZEROS ? 0 : random.nextFloat());
    }
    return values;
  }

  private static double median(LongSupplier packing) {
    long bytes = 0;
    for (int i = 0; i < WARM_UP; i++) {
      bytes += packing.getAsLong();
    }
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      bytes += packing.getAsLong();
      nanos[i] = System.nanoTime() - begin;
    }
    if (bytes < 0) {
      throw new IllegalStateException("sizes are not negative");
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2];
  }
}

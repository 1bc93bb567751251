package org.cbnet.inference.partition;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds out by trial whether a tail answers several images at once as it answers each alone: an
 * exporter may have written a batch of one into a reshape, where nobody can see it in the shapes.
 */
final class BatchTrial {
  // More than one, and another number than images usually have channels.
  private static final int IMAGES = 3;
  private static final long SEED = 20_260_730;
  // The product's parity between two forms of one network.
  private static final double ABSOLUTE = 1e-5;
  private static final double RELATIVE = 1e-4;

  private final List<CutTensor> tensors;

  BatchTrial(List<CutTensor> tensors) {
    this.tensors = tensors;
  }

  /**
   * Whether both give the same logits on random tensors.
   *
   * @param one for one image
   * @param several for any number
   */
  boolean holds(OrtSession one, OrtSession several) throws OrtException {
    try (TailTensors together = new TailTensors(tensors, IMAGES);
        TailTensors alone = new TailTensors(tensors, 1)) {
      fill(together);
      float[] found;
      try {
        found = together.run(several, IMAGES);
      } catch (OrtException e) {
        // A graph for one image says so in many ways.
        return false;
      }
      int classes = found.length / IMAGES;
      for (int image = 0; image < IMAGES; image++) {
        for (CutTensor tensor : tensors) {
          alone.of(tensor, 0).put(together.of(tensor, image));
        }
        float[] expected = alone.run(one, 1);
        if (!isSame(expected, Arrays.copyOfRange(found, image * classes, (image + 1) * classes))) {
          return false;
        }
      }
      return true;
    }
  }

  private void fill(TailTensors together) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int image = 0; image < IMAGES; image++) {
      for (CutTensor tensor : tensors) {
        fill(tensor, together.of(tensor, image), random);
      }
    }
  }

  private static void fill(CutTensor tensor, ByteBuffer values, SplittableRandom random) {
    while (values.hasRemaining()) {
      switch (tensor.type()) {
        case FLOAT32 -> values.putFloat((float) random.nextDouble());
        case FLOAT16 -> values.putShort(Fp16Conversions.floatToFp16((float) random.nextDouble()));
        case UINT8, INT8 -> values.put((byte) random.nextInt());
      }
    }
  }

  private static boolean isSame(float[] expected, float[] found) {
    for (int i = 0; i < expected.length; i++) {
      // Written so that what is no number differs.
      if (!(Math.abs(found[i] - expected[i]) <= ABSOLUTE + RELATIVE * Math.abs(expected[i]))) {
        return false;
      }
    }
    return expected.length == found.length;
  }
}

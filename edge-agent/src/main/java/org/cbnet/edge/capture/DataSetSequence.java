package org.cbnet.edge.capture;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The indices of the images of a plan, pass for pass.
 *
 * <p>Every pass has the same images. With strata, hard and easy ones alternate as evenly as the
 * share allows, so that any stretch has it too. Shuffling is Fisher and Yates', with a generator
 * that depends on seed and pass alone.
 */
final class DataSetSequence {
  private final DataSetPlan plan;
  private final int[] chosen;
  private final int[] easy;

  /**
   * @throws IllegalArgumentException where the data set does not have these images
   */
  DataSetSequence(String dataSet, int size, DataSetPlan plan) {
    this.plan = plan;
    int first = plan.first();
    int frames = plan.frames();
    if (first >= size || frames > size - first) {
      throw new IllegalArgumentException(
          "%s has %d images: there are not %s from index %d on"
              .formatted(dataSet, size, frames == 0 ? "any" : frames, first));
    }
    int[] candidates = new int[size - first];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = first + i;
    }
    shuffle(candidates, 0);
    if (plan.strata().isEmpty()) {
      chosen = first(candidates, frames == 0 ? candidates.length : frames);
      easy = new int[0];
      return;
    }
    DataSetPlan.Strata strata = plan.strata().get();
    int[] hardOnes = select(candidates, strata.hard(), true);
    int[] easyOnes = select(candidates, strata.hard(), false);
    double share = strata.hardShare();
    int all = frames == 0 ? most(hardOnes.length, easyOnes.length, share) : frames;
    int wanted = hardAmong(all, share);
    if (all == 0 || wanted > hardOnes.length || all - wanted > easyOnes.length) {
      throw new IllegalArgumentException(
          ("%s has %d hard and %d easy images from index %d on: there are not %s with a share of"
                  + " %s hard ones")
              .formatted(
                  dataSet,
                  hardOnes.length,
                  easyOnes.length,
                  first,
                  frames == 0 ? "any" : frames,
                  share));
    }
    chosen = first(hardOnes, wanted);
    easy = first(easyOnes, all - wanted);
  }

  /** Images of one pass. */
  int length() {
    return chosen.length + easy.length;
  }

  /** The indices of a pass, from 0 on, in order. */
  int[] pass(int pass) {
    int[] hardOnes = chosen.clone();
    int[] easyOnes = easy.clone();
    if (pass > 0) {
      shuffle(hardOnes, pass);
      shuffle(easyOnes, pass);
    }
    if (plan.strata().isEmpty()) {
      return hardOnes;
    }
    int[] mixed = new int[length()];
    double share = plan.strata().get().hardShare();
    for (int i = 0; i < mixed.length; i++) {
      int hardBefore = hardAmong(i, share);
      mixed[i] =
          hardAmong(i + 1, share) > hardBefore ? hardOnes[hardBefore] : easyOnes[i - hardBefore];
    }
    return mixed;
  }

  private static int hardAmong(int frames, double share) {
    return (int) Math.round(frames * share);
  }

  private static int most(int hard, int easy, double share) {
    int all = hard + easy;
    while (all > 0 && (hardAmong(all, share) > hard || all - hardAmong(all, share) > easy)) {
      all--;
    }
    return all;
  }

  private static int[] select(int[] candidates, BitSet hard, boolean wanted) {
    return Arrays.stream(candidates).filter(i -> hard.get(i) == wanted).toArray();
  }

  private static int[] first(int[] indices, int count) {
    return Arrays.copyOf(indices, count);
  }

  private void shuffle(int[] indices, int pass) {
    if (plan.order() != DataSetOrder.SHUFFLED) {
      return;
    }
    SplittableRandom random = new SplittableRandom(plan.seed() * 31 + pass);
    for (int i = indices.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int index = indices[i];
      indices[i] = indices[other];
      indices[other] = index;
    }
  }
}

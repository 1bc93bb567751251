package org.cbnet.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.training.Augmentation.Change;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  // 1 2 3
  // 4 5 6
  private static final LabelledImages IMAGE =
      new LabelledImages(
          "mnist",
          "train",
          "made up",
          2,
          3,
          new byte[] {1, 2, 3, 4, 5, (byte) 255},
          new byte[] {9});
  private static final Preprocessing RAW = new Preprocessing(1, 0, 1);

  @Test
  void givesUnsignedPixelsThroughThePreprocessing() {
    Minibatch batch = new Examples(IMAGE, new int[] {0}, RAW).inOrder(0, 1);

    assertThat(batch.values()).containsExactly(1, 2, 3, 4, 5, 255);
    assertThat(batch.labels()).containsExactly(9);
  }

  @Test
  void mirrorsAndMovesWithBackgroundComingIn() {
    Change mirroredRight = new Change(true, 1, 0);

    int[] columns = IntStream.range(0, 3).map(c -> mirroredRight.sourceColumn(c, 3)).toArray();

    assertThat(columns).containsExactly(3, 2, 1);
    assertThat(new Change(false, 0, -1).sourceRow(0)).isEqualTo(1);
  }

  @Test
  void drawsEveryChangeOfTheAugmentationAndNoOther() {
    SplittableRandom random = new SplittableRandom(1);
    Augmentation augmentation = new Augmentation(true, 1);

    assertThat(IntStream.range(0, 500).mapToObj(i -> augmentation.draw(random)).distinct())
        .hasSize(2 * 3 * 3);
    assertThat(Augmentation.NONE.draw(random)).isEqualTo(Change.NONE);
  }

  @Test
  void shufflesAllPositions() {
    int[] indices = new int[50];
    int[] order = new Examples(IMAGE, indices, RAW).shuffled(new SplittableRandom(1));

    int[] sorted = order.clone();
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(IntStream.range(0, 50).toArray());
    assertThat(order).isNotEqualTo(sorted);
  }

  @Test
  void learningRateFallsAlongHalfACosine() {
    Schedule schedule = new Schedule(1, 1, 0.01, Augmentation.NONE);

    assertThat(schedule.rate(1, 100)).isEqualTo(0.01f);
    assertThat(schedule.rate(51, 100)).isEqualTo(0.005f);
    assertThat(schedule.rate(100, 100)).isBetween(0f, 1e-5f);
  }

  @Test
  void entropyIsThatOfTheSoftmax() {
    assertThat(Logits.entropyNats(new float[] {3, 3, 3, 3})).isEqualTo(Math.log(4));
    assertThat(Logits.entropyNats(new float[] {100, 0, 0})).isLessThan(1e-12);
    assertThat(Logits.argMax(new float[] {1, 5, 5})).isEqualTo(1);
  }
}

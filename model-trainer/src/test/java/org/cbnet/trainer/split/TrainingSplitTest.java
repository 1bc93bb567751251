package org.cbnet.trainer.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.cbnet.inference.dataset.KnownDataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingSplitTest {
  private static final int IMAGES = 60_000;

  @Test
  void committedSplitFollowsFromItsSeed() throws IOException {
    TrainingSplit drawn =
        TrainingSplit.draw(labels(), 10, TrainingSplit.VALIDATION_SIZE, CommittedSplits.SEED);

    assertThat(CommittedSplits.of(KnownDataSet.FASHION_MNIST, IMAGES).validation())
        .isEqualTo(drawn.validation());
  }

  @Test
  void committedSplitIsStratified() throws IOException {
    byte[] labels = labels();
    int[] counts = new int[10];

    for (int index : CommittedSplits.of(KnownDataSet.FASHION_MNIST, IMAGES).validation()) {
      counts[labels[index]]++;
    }

    assertThat(counts).containsOnly(500);
  }

  @Test
  void partOfKmnistHasASplitOfItsOwn() {
    TrainingSplit split = CommittedSplits.of(KnownDataSet.KMNIST, 7_011);

    assertThat(split.validation()).hasSize(TrainingSplit.VALIDATION_SIZE_7011);
    assertThat(split.training()).hasSize(6_300);
  }

  @Test
  void noSplitOfAnotherNumberOfImagesIsMadeUp() {
    assertThatThrownBy(() -> CommittedSplits.of(KnownDataSet.KMNIST, 7_012))
        .hasMessageContaining("7012 images of data set kmnist");
  }

  @ParameterizedTest
  @EnumSource(KnownDataSet.class)
  void everyCommittedSplitIsDisjointAndWhole(KnownDataSet set) {
    TrainingSplit split = CommittedSplits.of(set, IMAGES);

    assertThat(split.validation()).hasSize(5_000);
    assertThat(split.training()).hasSize(55_000);
    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, IMAGES).toArray());
  }

  @Test
  void unbalancedClassesKeepTheirShares() {
    byte[] labels = new byte[100];
    Arrays.fill(labels, 70, 95, (byte) 1);
    Arrays.fill(labels, 95, 100, (byte) 2);

    int[] counts = new int[3];
    for (int index : TrainingSplit.draw(labels, 3, 11, 1).validation()) {
      counts[labels[index]]++;
    }

    // 7.7, 2.75 and 0.55: the largest remainders are rounded up.
    assertThat(counts).containsExactly(8, 3, 0);
  }

  @Test
  void anotherSeedDrawsOthers() {
    byte[] labels = new byte[1_000];

    assertThat(TrainingSplit.draw(labels, 1, 100, 1).validation())
        .isNotEqualTo(TrainingSplit.draw(labels, 1, 100, 2).validation())
        .isEqualTo(TrainingSplit.draw(labels, 1, 100, 1).validation());
  }

  @Test
  void rejectsAnIndexTwiceOrOutside() {
    assertThatThrownBy(() -> TrainingSplit.holdingBack(new int[] {3, 3}, 10))
        .hasMessageContaining("3");
    assertThatThrownBy(() -> TrainingSplit.holdingBack(new int[] {10}, 10))
        .hasMessageContaining("10");
  }

  private static byte[] labels() throws IOException {
    String name = "fashion-mnist-train-labels-idx1-ubyte.gz";
    try (InputStream packed = TrainingSplitTest.class.getResourceAsStream(name);
        InputStream in = new GZIPInputStream(packed)) {
      in.skipNBytes(8);
      return in.readAllBytes();
    }
  }
}

package org.cbnet.experiments.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperFiguresTest {
  // The speed-ups that the same notebook gives, to two digits.
  @ParameterizedTest
  @CsvSource({
    "MNIST, edge-full, 6.79",
    "MNIST, early-exit, 1.23",
    "FASHION_MNIST, edge-full, 6.86",
    "FASHION_MNIST, early-exit, 3.83",
    "KMNIST, edge-full, 6.76",
    "KMNIST, early-exit, 3.00"
  })
  void haveTheSpeedUpsThatThePaperHas(KnownDataSet set, String baseline, double speedup) {
    assertThat(millis(set, baseline) / millis(set, "cbnet-paper")).isCloseTo(speedup, within(0.01));
  }

  @Test
  void sayWhatWasNotMeasured() {
    List<PaperFigure> mnist = PaperFigures.of(KnownDataSet.MNIST);

    assertThat(mnist)
        .filteredOn(row -> !row.note().isEmpty())
        .extracting(PaperFigure::network)
        .containsExactly("AdaDeep", "SubFlow");
    assertThat(millis(KnownDataSet.MNIST, "edge-full") / millis(KnownDataSet.MNIST, "adadeep"))
        .isCloseTo(1.8, within(0.01));
  }

  private static double millis(KnownDataSet set, String arm) {
    return PaperFigures.of(set).stream()
        .filter(row -> row.arm().equals(arm))
        .findFirst()
        .orElseThrow()
        .millis();
  }
}

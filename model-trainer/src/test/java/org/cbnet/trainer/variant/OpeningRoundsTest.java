package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.evaluation.latency.Ratio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fast is not asserted. */
class OpeningRoundsTest {
  @ParameterizedTest
  @ValueSource(strings = {"cbnet", "branchynet"})
  void comparesWithTheFirstAndTellsEveryStep(String network) throws IOException {
    OpeningRounds rounds = new OpeningRounds(TestModels.frames(30), 7, 1);
    List<Integer> steps = new ArrayList<>();

    List<Ratio> ratios =
        rounds.timesAsFast(List.of(candidate(network), candidate(network)), steps::add);

    assertThat(ratios).hasSize(2).first().isEqualTo(new Ratio(1, 1, 1));
    assertThat(ratios.get(1).holds(ratios.get(1).ratio())).isTrue();
    assertThat(steps).isEqualTo(IntStream.rangeClosed(1, rounds.steps()).boxed().toList());
  }

  @Test
  void refusalsAreNotTimed() throws IOException {
    Frame small = new Frame("small", new byte[4], 2, 2, 0);
    OpeningRounds rounds = new OpeningRounds(List.of(small), 5, 1);
    List<VariantCandidate> candidates = List.of(candidate("cbnet"));

    assertThatThrownBy(() -> rounds.timesAsFast(candidates, done -> {}))
        .hasMessageContaining("gave no label for frame small");
  }

  private static VariantCandidate candidate(String network) throws IOException {
    ModelBundle bundle = TestModels.master(network);
    return new VariantCandidate(Variant.of(bundle).get(0), bundle, 1, 1);
  }
}

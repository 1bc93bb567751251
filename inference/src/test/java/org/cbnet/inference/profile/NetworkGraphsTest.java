package org.cbnet.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.Partition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which piece is which, without a clock. */
class NetworkGraphsTest {
  private Partition partition;

  @BeforeEach
  void cut() throws Exception {
    partition =
        Partition.of(
            ModelBundle.load(Path.of("..", "models", "fashion-mnist", "resnet", "master")));
  }

  @Test
  void halvesAreInTheOrderOfTheCuts() throws Exception {
    List<Cut> cuts = partition.cuts();
    int last = cuts.size() - 1;

    try (NetworkGraphs graphs = graphs()) {
      assertThat(graphs.heads()).hasSize(last);
      assertThat(graphs.tails()).hasSize(last);
      for (int i = 1; i < last; i++) {
        assertThat(graphs.heads().get(i - 1).outputs().keySet())
            .containsExactlyInAnyOrderElementsOf(names(cuts.get(i)));
        assertThat(graphs.tails().get(i).inputs().keySet())
            .containsExactlyInAnyOrderElementsOf(names(cuts.get(i)));
      }
      assertThat(graphs.heads().get(last - 1).outputs()).containsOnlyKeys("logits");
      assertThat(graphs.tails().get(0).inputs()).containsOnlyKeys("image");
    }
  }

  @Test
  void everyPieceComputesOfTheSameImage() throws Exception {
    try (NetworkGraphs graphs = graphs()) {
      OpenGraph whole = graphs.heads().get(graphs.heads().size() - 1);
      whole.run();
      FloatBuffer expected = logits(whole.outputs());

      assertThat(expected.get(0)).isNotZero();
      for (OpenGraph tail : graphs.tails()) {
        tail.run();
        FloatBuffer found = logits(tail.outputs());
        for (int i = 0; i < expected.limit(); i++) {
          assertThat(Math.abs(found.get(i) - expected.get(i)))
              .isLessThanOrEqualTo(1e-5f + 1e-4f * Math.abs(expected.get(i)));
        }
      }
    }
  }

  @Test
  void timesOfHeadsComeBeforeThoseOfTails() {
    int last = partition.cuts().size() - 1;

    List<CutTimes> cuts =
        ProfileMeasurement.cuts(
            partition, LongStream.range(0, 2L * last).mapToObj(i -> Timing.of(i * 1.0)).iterator());

    for (int i = 0; i <= last; i++) {
      assertThat(cuts.get(i).cut()).isEqualTo(partition.cuts().get(i).id());
      assertThat(cuts.get(i).head()).isEqualTo(i == 0 ? null : Timing.of(i - 1.0));
      assertThat(cuts.get(i).tail()).isEqualTo(i == last ? null : Timing.of(last + i * 1.0));
    }
  }

  private NetworkGraphs graphs() throws Exception {
    NetworkGraphs graphs = new NetworkGraphs(partition, Preprocessing.UNIT_RANGE, new Random(1));
    graphs.openHalves();
    return graphs;
  }

  private static List<String> names(Cut cut) {
    return cut.tensors().stream().map(CutTensor::name).toList();
  }

  private static FloatBuffer logits(Map<String, OnnxTensor> outputs) {
    return outputs.get("logits").getFloatBuffer();
  }
}

package org.cbnet.trainer.evaluation.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchClassifierTest {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "branchynet", "cbnet"})
  void aBatchGetsTheLabelsThatItsFramesGetOneByOne(String network)
      throws IOException, OrtException {
    LabelledImages sample = DataSets.sample();
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(network));
    try (OpenBundle open = OpenBundle.open(bundle, Provider.CPU);
        BatchClassifier batches = BatchClassifier.open(bundle, Provider.CPU).orElseThrow()) {
      for (int batch = 0; batch < 5; batch++) {
        int start = batch * BatchGraph.BATCH;
        List<Frame> frames =
            IntStream.range(start, start + BatchGraph.BATCH).mapToObj(sample::frame).toList();

        assertThat(batches.classify(frames))
            .containsExactly(frames.stream().mapToInt(frame -> label(open, frame)).toArray());
      }
    }
  }

  @Test
  void entropyIsThatOfTheSoftmax() {
    assertThat(BatchClassifier.entropyNats(new float[] {7, 7}, 0))
        .isCloseTo(Math.log(2), within(1e-12));
    // Probabilities 0.75 and 0.25.
    assertThat(BatchClassifier.entropyNats(new float[] {(float) Math.log(3), 0}, 0))
        .isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-6));
  }

  private static int label(OpenBundle bundle, Frame frame) {
    return ((Outcome.Classified) bundle.strategy().infer(frame)).label();
  }
}

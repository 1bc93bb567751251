package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.bundle.TrainingRun;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.TestBundles;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the heavy backbone as training writes it, of 64 x 64 pixels; only the sample is at hand. */
class EvaluationInputsTest {
  private static final EvaluationListener SILENT =
      new EvaluationListener() {
        @Override
        public void progress(String phase, int done, int of) {}

        @Override
        public void note(String text) {}
      };

  @TempDir static Path folder;

  @BeforeAll
  static void makeBundles() throws IOException {
    Path bundles = folder.resolve("models/fashion-mnist");
    TestBundles.copy("lenet", bundles.resolve("lenet"), provenance -> {});
    LabelledImages images = TinyData.images(40);
    TrainingData data =
        new TrainingData(
            KnownDataSet.FASHION_MNIST,
            images,
            TinyData.examples(images, 0, 30),
            TinyData.examples(images, 30, 40),
            "made up");
    new TrainingRun(data, bundles::resolve)
        .train(
            Recipes.of("heavy"),
            Method.PLAIN,
            1,
            bundles.resolve("heavy"),
            TrainingListener.SILENT);
  }

  @Test
  void aLargerNetworkForLatencyStudiesDoesNotDecideTheSizeOfTheImages() throws IOException {
    EvaluationInputs inputs = inputs();
    try (EvaluationBundles bundles = inputs.bundles(List.of("heavy", "lenet"))) {
      assertThat(bundles.measured().get(0).manifest().height()).isEqualTo(64);

      EvaluationInputs.Shown shown = inputs.images(bundles, 10);

      assertThat(shown.frames()).hasSize(10).allMatch(frame -> frame.height() == 28);
    }
  }

  @Test
  void networksForLatencyStudiesAloneAreRefusedInOneLine() throws IOException {
    EvaluationInputs inputs = inputs();
    try (EvaluationBundles bundles = inputs.bundles(List.of("heavy"))) {
      assertThatThrownBy(() -> inputs.images(bundles, 10))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("only the latency of heavy")
          .hasMessageContaining("--networks lenet,heavy");
    }
  }

  @Test
  void theShippedSampleIsNotTheWholeTestSet() throws IOException {
    EvaluationInputs inputs = inputs();
    try (EvaluationBundles bundles = inputs.bundles(null)) {
      EvaluationInputs.Shown shown = inputs.images(bundles, null);

      assertThat(shown.frames()).hasSize(1_000);
      assertThat(shown.all()).isFalse();
    }
  }

  private static EvaluationInputs inputs() {
    return new EvaluationInputs(
        DataSetLocator.of(Map.of(), folder.resolve("home")),
        EvaluatedImages.of("fashion-mnist"),
        folder.resolve("models"),
        Provider.CPU,
        SILENT);
  }
}

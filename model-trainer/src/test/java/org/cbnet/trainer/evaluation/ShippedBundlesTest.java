package org.cbnet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.cell.Shipping;
import org.cbnet.trainer.evaluation.accuracy.Answers;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundles under {@code models/} are what this version of the trainer makes, and work. */
class ShippedBundlesTest {
  private static final BundleFolder MODELS =
      new BundleFolder(Path.of("..", "models"), KnownDataSet.FASHION_MNIST);

  static Stream<NetworkDescription> networks() {
    return Recipes.all().stream().map(recipe -> recipe.description(KnownDataSet.FASHION_MNIST));
  }

  @Test
  void everyRecipeHasItsBundle() throws IOException {
    List<String> expected = new ArrayList<>(networks().map(NetworkDescription::name).toList());
    expected.addAll(List.of(Shipping.TUNED, "heavy"));

    assertThat(MODELS.names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void costIsThatOfTheDescription(NetworkDescription network) throws IOException {
    BundleManifest manifest = load(network).manifest();

    assertThat(manifest.cost()).isEqualTo(new Cost(network.macs(), network.parameterCount()));
    assertThat(manifest.imageComputed()).isEqualTo(network.imageComputed());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void classifiesTheSampleAsWellAsOnValidation(NetworkDescription network) throws IOException {
    LabelledImages sample = DataSets.sample();
    List<Frame> frames = IntStream.range(0, sample.size()).mapToObj(sample::frame).toList();

    try (OpenBundle bundle = OpenBundle.open(load(network), Provider.CPU)) {
      Answers answers = Answers.measure(bundle.strategy(), frames, () -> {});

      // 1,000 images give an interval of about +-0.02; a broken bundle is far outside.
      assertThat(answers.accuracy()).isGreaterThan(bundle.provenance().validationAccuracy() - 0.03);
      assertThat(answers.failed()).isZero();
    }
  }

  static boolean fullTestSetIsThere() {
    return DataSetLocator.ofProcess().findTest(KnownDataSet.FASHION_MNIST).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"lenet, 0.900", "branchynet, 0.895", "cbnet, 0.900"})
  @EnabledIf("fullTestSetIsThere")
  void reachesItsAccuracyOnTheWholeTestSet(String network, double least) throws IOException {
    LabelledImages images =
        new DataSets(DataSetLocator.ofProcess()).test(KnownDataSet.FASHION_MNIST);
    List<Frame> frames = IntStream.range(0, images.size()).mapToObj(images::frame).toList();

    try (OpenBundle bundle = OpenBundle.open(MODELS.load(List.of(network)).get(0), Provider.CPU)) {
      Answers answers = Answers.measure(bundle.strategy(), frames, () -> {});

      assertThat(frames).hasSize(10_000);
      assertThat(answers.accuracy()).isGreaterThanOrEqualTo(least);
    }
  }

  private static ModelBundle load(NetworkDescription network) throws IOException {
    return MODELS.load(List.of(network.name())).get(0);
  }
}

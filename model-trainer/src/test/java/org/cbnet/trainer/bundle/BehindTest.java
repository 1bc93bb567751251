package org.cbnet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.labelling.Agreement;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Seed;
import org.cbnet.trainer.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BehindTest {
  private static final TrainingData DATA = TinyData.data();

  @TempDir static Path models;

  @BeforeAll
  static void trainWhatLabels() throws IOException {
    for (String network : List.of("lenet", "branchynet", "lenet5", "resnet")) {
      run(Optional.empty(), network, "plain", models);
    }
  }

  @Test
  void aConvertingNetworkIsMadeFromNothingButTheClassifierBehindIt(@TempDir Path empty)
      throws IOException {
    ModelBundle classifier = ModelBundle.load(models.resolve("lenet5"));

    TrainingRun.Result made = run(Optional.of(classifier), "cbnet", "distilled", empty);

    Map<String, Object> provenance =
        ModelBundle.load(made.written().folder()).manifest().provenance();
    assertThat(provenance.get("parents")).isEqualTo(Map.of("behind", classifier.hash()));
    assertThat(provenance.get("training").toString()).contains("margin of the network behind");
    assertThat(made.written().validationAccuracy()).isGreaterThan(0.8);
  }

  @Test
  void itsOwnPreprocessingIsUsed() throws IOException {
    ModelBundle plain = ModelBundle.load(models.resolve("lenet5"));
    Path centred = models.resolve("centred");
    ModelBundle other =
        Rewritten.of(
            plain, centred, new Preprocessing(1 / 255.0, 0.5, 0.5), plain.manifest().classes());

    float[][] answers;
    float[][] centredAnswers;
    try (BundleAnswers open = new BundleAnswers(plain, DATA)) {
      answers = open.of(DATA.validation());
    }
    try (BundleAnswers open = new BundleAnswers(other, DATA)) {
      centredAnswers = open.of(DATA.validation());
    }

    assertThat(answers[0]).hasSize(10);
    assertThat(centredAnswers[0]).isNotEqualTo(answers[0]);
  }

  @Test
  void aClassifierOfOtherClassesIsRefused() throws IOException {
    ModelBundle plain = ModelBundle.load(models.resolve("lenet5"));
    List<String> classes = new ArrayList<>(plain.manifest().classes());
    classes.set(0, "nought");
    ModelBundle other =
        Rewritten.of(plain, models.resolve("other"), plain.manifest().preprocessing(), classes);

    assertThatThrownBy(() -> new BundleAnswers(other, DATA))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("nought")
        .hasMessageContaining("the images of mnist are 28 x 28");
  }

  @Test
  void aBundleWithExitsIsRefused() throws IOException {
    ModelBundle exits = ModelBundle.load(models.resolve("branchynet"));

    assertThatThrownBy(() -> new BundleAnswers(exits, DATA))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[exit1, rest]")
        .hasMessageContaining("take a bundle without exits");
  }

  @Test
  void everyTwoLabellingsAreCompared() throws IOException {
    List<String> heard = new ArrayList<>();

    Agreement agreement = new LabellingRun(DATA, models).run(new Seed(1), heard::add);

    assertThat(heard).containsExactly("entropy", "margin", "resnet", "dynamics");
    assertThat(agreement.images()).isEqualTo(DATA.training().size());
    assertThat(agreement.hardShares()).containsOnlyKeys(heard);
    assertThat(agreement.pairs()).hasSize(6);
  }

  @Test
  void labellingNamesTheNetworkThatIsMissing(@TempDir Path empty) {
    assertThatThrownBy(() -> new LabellingRun(DATA, empty).run(new Seed(1), name -> {}))
        .isInstanceOf(MissingNetworkException.class)
        .hasMessageContaining("branchynet");
  }

  private static TrainingRun.Result run(
      Optional<ModelBundle> behind, String network, String method, Path folder) throws IOException {
    return new TrainingRun(DATA, folder::resolve, behind)
        .train(
            Recipes.of(network),
            Method.parse(method + "+epochs=12"),
            1,
            folder.resolve(network),
            TrainingListener.SILENT);
  }
}

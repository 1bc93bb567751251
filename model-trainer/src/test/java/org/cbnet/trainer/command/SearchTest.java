package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.command.CommandProcess.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a search for our own network uses, as processes on a data folder without test images: shapes
 * as cells, their speed beside their accuracy, labellings, and a network for another classifier.
 */
@Timeout(300)
@Tag("long")
class SearchTest {
  private static final String SHAPE = "cbnet-n-16k7s7-b16-i14-8k2s2";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path models;
  private static CommandProcess process;

  @BeforeAll
  static void trainSomeCells() throws Exception {
    KmnistPart.write(folder.resolve("data"));
    models = folder.resolve("models");
    process = new CommandProcess(folder.resolve("data"));
    Path matrix =
        Files.writeString(
            folder.resolve("matrix.txt"),
            """
            kmnist lenet,lenet5,branchynet,resnet plain 1
            kmnist %s plain+target=mean,plain+image=0 1
            """
                .formatted(SHAPE));
    ok(run("train", "--matrix", matrix, "--epochs", "1", "--output", models));
    ok(run("train", "--ship", "--dataset", "kmnist", "--output", models));
  }

  @Test
  void trialsSetSpeedBesideValidationAccuracy() throws Exception {
    Path json = folder.resolve("trials.json");

    Finished trials =
        ok(
            run(
                "bundle",
                "trials",
                "--dataset",
                "kmnist",
                "--models",
                models,
                "--networks",
                "cbnet*",
                "--rounds",
                "2",
                "--jvms",
                "1",
                "--json",
                json));

    assertThat(trials.output()).contains(SHAPE, "validation images only");
    JsonNode rows = JSON.readTree(json.toFile());
    assertThat(rows).hasSize(2);
    assertThat(rows.findValuesAsText("label"))
        .containsExactlyInAnyOrder(
            "plain+shift+target=mean+epochs=1", "plain+shift+image=0.0+epochs=1");
    assertThat(rows.get(0).get("speedupVsLenet").get("ratio").asDouble()).isPositive();
    assertThat(rows.get(0).get("validationAccuracyMean").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void trialsOfNothingSayWhatToDo() throws Exception {
    Finished none =
        run("bundle", "trials", "--dataset", "kmnist", "--models", models, "--networks", "vgg*");
    Finished noBaseline =
        run("bundle", "trials", "--dataset", "kmnist", "--models", folder.resolve("empty"));

    assertThat(none.code()).isEqualTo(2);
    assertThat(none.output()).contains("no finished cell of vgg*", "train --matrix");
    assertThat(noBaseline.code()).isEqualTo(2);
    assertThat(noBaseline.output()).contains("ship it first");
  }

  @Test
  void labellingsAreComparedAndWrittenDown() throws Exception {
    Finished labels = ok(run("train", "--labellings", "--dataset", "kmnist", "--output", models));

    assertThat(labels.output()).contains("of 6,300 training images hard", "kappa");
    JsonNode agreement = JSON.readTree(models.resolve("kmnist/labelling-agreement.json").toFile());
    assertThat(agreement.get("pairs")).hasSize(6);
  }

  @Test
  void aConvertingNetworkIsMadeForAnotherClassifier() throws Exception {
    Path behind = models.resolve("kmnist/lenet5");
    Path output = folder.resolve("behind");

    Finished made =
        ok(
            run(
                "train",
                "--dataset",
                "kmnist",
                "--network",
                SHAPE,
                "--behind",
                behind,
                "--epochs",
                "2",
                "--output",
                output));
    Finished refused = run("train", "--network", "lenet", "--behind", behind);

    assertThat(made.output()).contains("validation accuracy");
    ModelBundle bundle = ModelBundle.load(output.resolve("kmnist").resolve(SHAPE));
    assertThat(bundle.manifest().imageComputed()).isTrue();
    assertThat(bundle.manifest().provenance().get("parents").toString())
        .contains("behind=" + ModelBundle.load(behind).hash());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.output()).contains("say --network cbnet, not lenet");
  }

  private static Finished run(Object... arguments) throws IOException, InterruptedException {
    return process.run(arguments);
  }

  private static Finished ok(Finished finished) {
    assertThat(finished.code()).as(finished.output()).isZero();
    return finished;
  }
}

package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BundlePlaceTest {
  @TempDir Path models;

  @Test
  void installsAVariantWithItsMasterAndAllElse() throws IOException {
    Path folder = TestModels.copy("lenet", models);
    Files.writeString(folder.resolve("curve.svg"), "<svg/>");
    Files.createDirectory(folder.resolve("seeds"));
    Files.writeString(folder.resolve("seeds/2.json"), "{}");
    ModelBundle master = ModelBundle.load(folder);
    ModelBundle fused =
        TestModels.bundle(
            models.resolve("fused"), master, new Variant(Execution.SINGLE, Treatment.FUSED));

    new BundlePlace(folder).install(master, fused, List.of());
    String once = TestModels.listing(folder);
    new BundlePlace(folder).install(new BundlePlace(folder).master(), fused, List.of());

    assertThat(TestModels.listing(folder)).isEqualTo(once);
    assertThat(ModelBundle.load(folder).hash()).isEqualTo(fused.hash());
    assertThat(ModelBundle.load(folder).manifest().provenance())
        .containsEntry("variant", "fused")
        .containsEntry("training", master.manifest().provenance().get("training"));
    assertThat(ModelBundle.load(folder.resolve("master")).hash()).isEqualTo(master.hash());
    assertThat(folder.resolve("curve.svg")).exists();
    assertThat(folder.resolve("seeds/2.json")).exists();
  }

  @Test
  void puttingTheMasterBackLeavesNoTraceOfTheVariant() throws IOException {
    Path folder = TestModels.copy("branchynet", models);
    ModelBundle master = ModelBundle.load(folder);
    ModelBundle conditional =
        TestModels.bundle(
            models.resolve("other"), master, new Variant(Execution.ONE_GRAPH_IF, Treatment.FP32));
    BundlePlace place = new BundlePlace(folder);
    place.install(master, conditional, List.of());
    assertThat(folder.resolve("exit1.onnx")).doesNotExist();

    place.install(place.master(), place.master(), List.of());

    assertThat(ModelBundle.load(folder).hash()).isEqualTo(master.hash());
    assertThat(folder.resolve("conditional.onnx")).doesNotExist();
    assertThat(folder.resolve("master")).doesNotExist();
  }

  @Test
  void aVariantWhoseTrainedFormWasLeftOutMakesNoOther() throws IOException {
    Path folder = TestModels.copy("lenet", models);
    ModelBundle master = ModelBundle.load(folder);
    TestModels.bundle(folder, master, new Variant(Execution.SINGLE, Treatment.FUSED));

    assertThatThrownBy(() -> new BundlePlace(folder).master())
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("lenet")
        .hasMessageContaining("is the variant fused")
        .hasMessageContaining("train the network again");
  }

  @Test
  @Timeout(120)
  void aProcessThatIsToldToEndFinishesWhatItInstalls() throws Exception {
    Path folder = TestModels.copy("lenet", models);
    // Copying it takes most of the time, so that the end comes in the middle.
    Files.write(folder.resolve("large"), new byte[32 << 20]);
    String before = TestModels.listing(models);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessInstalls.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    // The first byte says that it is at it.
    assertThat(process.getInputStream().read()).isNotNegative();
    process.destroy();
    process.waitFor();

    assertThat(TestModels.listing(models).replace(folder.resolve("variants.json") + "\n", ""))
        .isEqualTo(before);
    assertThat(ModelBundle.load(folder).hash()).isEqualTo(TestModels.master("lenet").hash());
  }
}

package org.cbnet.inference.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.TinyBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {
  @TempDir Path folder;

  @Test
  void loadsWhatTheManifestSays() throws IOException {
    ModelBundle bundle = ModelBundle.load(TinyBundle.earlyExit(folder, 0.5).write());

    assertThat(bundle.manifest().entropyThresholdNats()).isEqualTo(0.5);
    assertThat(bundle.graph("exit1")).isEqualTo(Files.readAllBytes(folder.resolve("exit1.onnx")));
    assertThat(bundle.graphBytes())
        .isEqualTo(
            Files.size(folder.resolve("exit1.onnx")) + Files.size(folder.resolve("rest.onnx")));
  }

  @Test
  void hashChangesWithTheManifest() throws IOException {
    String before = ModelBundle.load(TinyBundle.earlyExit(folder, 0.5).write()).hash();

    assertThat(ModelBundle.load(TinyBundle.earlyExit(folder, 0.6).write()).hash())
        .hasSize(64)
        .isNotEqualTo(before);
  }

  @Test
  void refusesAGraphWithAnotherHash() throws IOException {
    TinyBundle.whole(folder, "whole.onnx").write();
    byte[] graph = Files.readAllBytes(folder.resolve("whole.onnx"));
    graph[100] ^= 1;
    Files.write(folder.resolve("whole.onnx"), graph);

    assertRefusal("whole.onnx has SHA-256");
  }

  @Test
  void refusesAMissingGraph() throws IOException {
    TinyBundle.whole(folder, "whole.onnx").write();
    Files.delete(folder.resolve("whole.onnx"));

    assertRefusal("has no file whole.onnx");
  }

  @Test
  void refusesAFolderWithoutAManifest() {
    assertRefusal("has no file bundle.json");
  }

  @Test
  void refusesAnUnknownKey() throws IOException {
    TinyBundle.whole(folder, "whole.onnx").with("colour", "green").write();

    assertRefusal("colour");
  }

  @Test
  void refusesAManifestThatIsCutOff() throws IOException {
    TinyBundle.whole(folder, "whole.onnx").write();
    String json = Files.readString(folder.resolve("bundle.json"));
    Files.writeString(folder.resolve("bundle.json"), json.substring(0, json.length() / 2));

    assertRefusal("bundle.json: Unexpected end-of-input");
  }

  @Test
  void refusesAnotherFormatVersion() throws IOException {
    TinyBundle.whole(folder, "whole.onnx").with("formatVersion", 2).write();

    assertRefusal("formatVersion must be 1: 2");
  }

  @Test
  void refusesTwoModelsOfOneRole() throws IOException {
    TinyBundle.earlyExit(folder, 0.5).withModel("role", "rest").write();

    assertRefusal("two models have the role rest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../whole.onnx", "/etc/whole.onnx", "a/whole.onnx", "whole.bin", ".onnx", ""})
  void refusesAFileNameThatIsNoPlainName(String name) throws IOException {
    TinyBundle.whole(folder, "whole.onnx").withModel("file", name).write();

    assertRefusal("file must be a plain name");
  }

  @Test
  void refusesASizeBelowOne() throws IOException {
    TinyBundle.whole(folder, "whole.onnx")
        .withModel("inputs", List.of(TinyBundle.tensor("image", 1, 0, 2)))
        .write();

    assertRefusal("tensor image must have sizes of at least 1");
  }

  @Test
  void namesTheRolesThatAreThere() throws IOException {
    ModelBundle bundle = ModelBundle.load(TinyBundle.whole(folder, "whole.onnx").write());

    assertThatThrownBy(() -> bundle.model("exit1"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("role exit1, only [whole]");
  }

  private void assertRefusal(String reason) {
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(reason);
  }
}

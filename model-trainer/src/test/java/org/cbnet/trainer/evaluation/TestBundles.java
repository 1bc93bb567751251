package org.cbnet.trainer.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;

/** Copies of the shipped bundles with another manifest, and frames of the shipped sample. */
public final class TestBundles {
  private static final Path SHIPPED = Path.of("..", "models", "fashion-mnist");
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestBundles() {}

  /**
   * Copies a shipped bundle.
   *
   * @param change to the manifest's provenance
   */
  public static ModelBundle copy(String network, Path folder, Consumer<ObjectNode> change)
      throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(SHIPPED.resolve(network))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".onnx")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    ObjectNode manifest =
        (ObjectNode) JSON.readTree(SHIPPED.resolve(network).resolve("bundle.json").toFile());
    ObjectNode provenance = (ObjectNode) manifest.get("provenance");
    // What later trainings write is said by the tests themselves.
    provenance.remove(List.of("label", "cellSha256", "thresholdName", "variant"));
    change.accept(provenance);
    JSON.writeValue(folder.resolve("bundle.json").toFile(), manifest);
    return ModelBundle.load(folder);
  }

  /** The first frames of the sample. */
  public static List<Frame> frames(int count) throws IOException {
    LabelledImages sample = DataSets.sample();
    return IntStream.range(0, count).mapToObj(sample::frame).toList();
  }
}

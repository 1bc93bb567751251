package org.cbnet.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * Writes bundles of the tiny graphs in the test resources; the manifest is a map, so that a test
 * can spoil it where the types would not allow it.
 */
public final class TinyBundle {
  private final Path folder;
  private final Map<String, Object> manifest = new TreeMap<>();
  private final List<Map<String, Object>> models = new ArrayList<>();

  private TinyBundle(Path folder, String strategy) {
    this.folder = folder;
    manifest.put("formatVersion", 1);
    manifest.put("network", "tiny");
    manifest.put("strategy", strategy);
    manifest.put("dataset", "made-up");
    manifest.put("classes", List.of("a", "b", "c"));
    manifest.put("height", 2);
    manifest.put("width", 2);
    manifest.put("preprocessing", Map.of("scale", 1.0 / 255, "mean", 0, "standardDeviation", 1));
    manifest.put("models", models);
    manifest.put("entropyThresholdNats", null);
    manifest.put("imageComputed", false);
    manifest.put("cost", Map.of("macs", 12, "parameters", 15));
    manifest.put("provenance", Map.of("seed", 1));
  }

  /** One graph: {@code whole.onnx} or {@code nan.onnx}. */
  public static TinyBundle whole(Path folder, String file) throws IOException {
    TinyBundle bundle = new TinyBundle(folder, "edge-full");
    bundle.add("whole", file, List.of(image()), List.of(logits()));
    return bundle;
  }

  /** One graph that a test has made: from 2 x 2 images to 3 logits. */
  public static TinyBundle whole(Path folder, byte[] graph) throws IOException {
    TinyBundle bundle = new TinyBundle(folder, "edge-full");
    bundle.add("whole", "made.onnx", graph, List.of(image()), List.of(logits()));
    return bundle;
  }

  /** Exit 1 and the rest. */
  public static TinyBundle earlyExit(Path folder, Double thresholdNats) throws IOException {
    TinyBundle bundle = new TinyBundle(folder, "early-exit");
    bundle.manifest.put("entropyThresholdNats", thresholdNats);
    bundle.add("exit1", "exit1.onnx", List.of(image()), List.of(logits(), features()));
    bundle.add("rest", "rest.onnx", List.of(features()), List.of(logits()));
    return bundle;
  }

  /** Exit 1, then both from the image again. */
  public static TinyBundle startingAgain(Path folder, Double thresholdNats) throws IOException {
    TinyBundle bundle = new TinyBundle(folder, "early-exit");
    bundle.manifest.put("entropyThresholdNats", thresholdNats);
    bundle.add("exit1-only", "exit1-only.onnx", List.of(image()), List.of(logits()));
    bundle.add("whole", "exit1-rest.onnx", List.of(image()), List.of(logits()));
    return bundle;
  }

  /** One graph that decides itself. */
  public static TinyBundle conditional(Path folder, Double thresholdNats) throws IOException {
    TinyBundle bundle = new TinyBundle(folder, "early-exit");
    bundle.manifest.put("entropyThresholdNats", thresholdNats);
    bundle.add(
        "conditional",
        "conditional.onnx",
        List.of(image(), tensor("threshold", 1)),
        List.of(logits(), tensor("went_on", 1)));
    return bundle;
  }

  /** Sets or adds a key of the manifest. */
  public TinyBundle with(String key, Object value) {
    manifest.put(key, value);
    return this;
  }

  /** Sets a key of the first model's entry. */
  public TinyBundle withModel(String key, Object value) {
    models.get(0).put(key, value);
    return this;
  }

  public Path write() throws IOException {
    new ObjectMapper().writeValue(folder.resolve(ModelBundle.MANIFEST).toFile(), manifest);
    return folder;
  }

  public static Map<String, Object> tensor(String name, Integer... shape) {
    return Map.of("name", name, "shape", List.of(shape));
  }

  private void add(
      String role, String file, List<Map<String, Object>> inputs, List<Map<String, Object>> outputs)
      throws IOException {
    add(role, file, resource(file), inputs, outputs);
  }

  private void add(
      String role,
      String file,
      byte[] graph,
      List<Map<String, Object>> inputs,
      List<Map<String, Object>> outputs)
      throws IOException {
    Files.write(folder.resolve(file), graph);
    Map<String, Object> model = new TreeMap<>();
    model.put("role", role);
    model.put("file", file);
    model.put("sha256", sha256(graph));
    model.put("inputs", inputs);
    model.put("outputs", outputs);
    models.add(model);
  }

  private static Map<String, Object> image() {
    return tensor("image", 1, 2, 2);
  }

  private static Map<String, Object> features() {
    return tensor("features", 1, 2, 2);
  }

  private static Map<String, Object> logits() {
    return tensor("logits", 3);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TinyBundle.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

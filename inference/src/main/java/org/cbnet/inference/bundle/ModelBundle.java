package org.cbnet.inference.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A trained network as it is shipped: a folder with {@code bundle.json} and its ONNX graphs, loaded
 * into memory with every hash checked.
 *
 * <p>{@link #hash()} is the SHA-256 of {@code bundle.json}; as that file holds the hash of every
 * graph, it identifies the whole bundle, thresholds and provenance included.
 */
public final class ModelBundle {
  /** Name of the manifest inside a bundle's folder. */
  public static final String MANIFEST = "bundle.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private final Path folder;
  private final BundleManifest manifest;
  private final String hash;
  private final Map<String, byte[]> graphs;

  private ModelBundle(
      Path folder, BundleManifest manifest, String hash, Map<String, byte[]> graphs) {
    this.folder = folder;
    this.manifest = manifest;
    this.hash = hash;
    this.graphs = Map.copyOf(graphs);
  }

  /**
   * Reads and checks a bundle.
   *
   * @throws BundleException where a file is missing, damaged, or not what the manifest says
   */
  public static ModelBundle load(Path folder) throws IOException {
    byte[] json = readFile(folder, MANIFEST);
    BundleManifest manifest = parse(folder, json);
    Map<String, byte[]> graphs = new HashMap<>();
    for (ModelFile model : manifest.models()) {
      byte[] graph = readFile(folder, model.file());
      String found = sha256(graph);
      if (!found.equals(model.sha256())) {
        throw new BundleException(
            folder,
            "%s has SHA-256 %s, the manifest says %s: fetch or train the bundle again"
                .formatted(model.file(), found, model.sha256()));
      }
      if (graphs.put(model.role(), graph) != null) {
        throw new BundleException(folder, "two models have the role " + model.role());
      }
    }
    return new ModelBundle(folder, manifest, sha256(json), graphs);
  }

  public Path folder() {
    return folder;
  }

  public BundleManifest manifest() {
    return manifest;
  }

  /** SHA-256 of the manifest, lower-case hex: the bundle's identity on the wire. */
  public String hash() {
    return hash;
  }

  /** Bytes of all graphs together. */
  public long graphBytes() {
    return graphs.values().stream().mapToLong(graph -> graph.length).sum();
  }

  /**
   * The manifest entry of a role.
   *
   * @throws BundleException where the bundle has no such model
   */
  public ModelFile model(String role) throws BundleException {
    return manifest.models().stream()
        .filter(model -> model.role().equals(role))
        .findFirst()
        .orElseThrow(
            () ->
                new BundleException(
                    folder, "has no model of role %s, only %s".formatted(role, graphs.keySet())));
  }

  /** The ONNX bytes of a role that {@link #model} knows; shared, not to be written to. */
  public byte[] graph(String role) {
    return graphs.get(role);
  }

  private static BundleManifest parse(Path folder, byte[] json) throws IOException {
    try {
      return JSON.readValue(json, BundleManifest.class);
    } catch (JsonProcessingException e) {
      throw new BundleException(folder, MANIFEST + ": " + e.getOriginalMessage(), e);
    }
  }

  private static byte[] readFile(Path folder, String name) throws IOException {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (NoSuchFileException e) {
      throw new BundleException(folder, "has no file " + name, e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

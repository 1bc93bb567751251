package org.cbnet.inference.bundle;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One ONNX graph of a bundle.
 *
 * @param role what a strategy calls it: {@code whole}; with an early exit {@code exit1} and {@code
 *     rest}, or {@code exit1-only} and {@code whole}, or {@code conditional}
 * @param file plain file name inside the bundle's folder
 * @param sha256 of the file, lower-case hex
 * @param inputs in the graph's order
 * @param outputs in the graph's order
 */
public record ModelFile(
    String role, String file, String sha256, List<TensorSpec> inputs, List<TensorSpec> outputs) {

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*\\.onnx");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public ModelFile {
    Objects.requireNonNull(role, "role is null");
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(sha256, "sha256 is null");
    if (!FILE_NAME.matcher(file).matches()) {
      throw new IllegalArgumentException("file must be a plain name ending in .onnx: " + file);
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits: " + sha256);
    }
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}

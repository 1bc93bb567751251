package org.cbnet.trainer.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cbnet.inference.bundle.Preprocessing;

/**
 * What a user says about a model that nobody here trained.
 *
 * @param model the ONNX file
 * @param network what the bundle's network is called
 * @param dataset what it was trained on, or the name of the images that it will be shown
 * @param classes names in the order of the outputs
 * @param preprocessing pixels to input, as in its training
 * @param probabilities whether it answers probabilities; a softmax at the end is seen without
 * @param size where the model leaves the size of its images open
 */
public record ImportRequest(
    Path model,
    String network,
    String dataset,
    List<String> classes,
    Preprocessing preprocessing,
    boolean probabilities,
    Optional<ImageSize> size) {

  // Both become folders, and the network's name goes over the wire.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  public ImportRequest {
    Objects.requireNonNull(model, "model is null");
    Objects.requireNonNull(preprocessing, "preprocessing is null");
    Objects.requireNonNull(size, "size is null");
    classes = List.copyOf(classes);
    check("network", network);
    check("dataset", dataset);
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s must be 1 to 64 letters, digits, '.', '_' or '-', the first no '.': '%s'"
              .formatted(what, name));
    }
  }
}

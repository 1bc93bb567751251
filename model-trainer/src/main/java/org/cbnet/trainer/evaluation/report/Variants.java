package org.cbnet.trainer.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/** Reads what was tried of a network (quantised, folded, fused): a file beside its bundle. */
final class Variants {
  private static final String FILE = "variants.json";

  private Variants() {}

  /**
   * The list as it was written.
   *
   * @return null where there is no file
   */
  static JsonNode of(ModelBundle bundle) throws IOException {
    Path file = bundle.folder().resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode variants = new ObjectMapper().readTree(file.toFile());
      if (variants.isArray()) {
        return variants;
      }
      throw new BundleException(bundle.folder(), FILE + " must hold a list");
    } catch (JsonProcessingException e) {
      throw new BundleException(bundle.folder(), FILE + ": " + e.getOriginalMessage(), e);
    }
  }
}

package org.cbnet.trainer.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;

/** Writes {@code bundle.json}; the same manifest gives the same bytes. */
public final class ManifestFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private ManifestFile() {}

  /** Writes a manifest into a bundle's folder. */
  public static void write(Path folder, BundleManifest manifest) throws IOException {
    Files.writeString(
        folder.resolve(ModelBundle.MANIFEST), JSON.writeValueAsString(manifest) + "\n");
  }
}

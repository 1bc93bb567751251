package org.cbnet.edge.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Texts for whoever helps from afar, as one zip. Every text passes the filter that takes secrets
 * out, whoever made it; one that can't be made says why in its place.
 */
public final class SupportBundle {
  private final UnaryOperator<String> withoutSecrets;
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Makes a text; may fail. */
  @FunctionalInterface
  public interface Content {
    String text() throws IOException;
  }

  public SupportBundle(UnaryOperator<String> withoutSecrets) {
    this.withoutSecrets = withoutSecrets;
  }

  /** Adds a text under a file name. */
  public void add(String name, Content content) {
    String text;
    try {
      text = content.text();
    } catch (IOException | RuntimeException e) {
      text = "not available: " + e + "\n";
    }
    texts.put(name, withoutSecrets.apply(text));
  }

  /**
   * Writes the file, whole or not at all, readable for its owner only.
   *
   * @throws IOException where it can't be written
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, ".support-", ".part", owner());
    try {
      try (OutputStream out = Files.newOutputStream(part);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, String> text : texts.entrySet()) {
          zip.putNextEntry(new ZipEntry(text.getKey()));
          zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
          zip.closeEntry();
        }
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static FileAttribute<?> owner() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}

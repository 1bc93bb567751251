package org.cbnet.trainer.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedFile;

/** A release for people and as JSON. */
final class ReleaseTable {
  private ReleaseTable() {}

  static String of(Release release) {
    StringBuilder text = new StringBuilder();
    text.append("bundle %s%n".formatted(release.bundleHash()));
    text.append(
        "version %d, minimum version %d, signed by key %s%n"
            .formatted(release.version(), release.minimumVersion(), release.keyId()));
    for (SignedFile file : release.files()) {
      text.append("  %-16s %8d bytes  %s%n".formatted(file.name(), file.bytes(), file.sha256()));
    }
    return text.toString();
  }

  static Map<String, Object> figures(Release release) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bundle", release.bundleHash());
    figures.put("version", release.version());
    figures.put("minimumVersion", release.minimumVersion());
    figures.put("keyId", release.keyId());
    figures.put("bytes", release.totalBytes());
    figures.put("files", release.files());
    return figures;
  }
}

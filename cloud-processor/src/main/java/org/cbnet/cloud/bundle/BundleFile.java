package org.cbnet.cloud.bundle;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file of a bundle as it is stored, release and signature among them.
 *
 * @param name plain, which can't lead out of a folder
 * @param bytes its size
 * @param sha256 of its content, lower-case hex
 */
public record BundleFile(String name, long bytes, String sha256) {
  /** What a file may be called (docs/design/014, Bundles). */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /** What a SHA-256 looks like. */
  static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public BundleFile {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(sha256, "sha256 is null");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name must match %s: '%s'".formatted(NAME, name));
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes of %s must be >= 0: %d".formatted(name, bytes));
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 of %s is none: '%s'".formatted(name, sha256));
    }
  }
}

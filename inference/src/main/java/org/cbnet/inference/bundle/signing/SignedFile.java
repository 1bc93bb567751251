package org.cbnet.inference.bundle.signing;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One file of a release.
 *
 * @param name plain file name, which can't lead out of the bundle's folder
 * @param bytes its size
 * @param sha256 of its content, lower-case hex
 */
public record SignedFile(String name, long bytes, String sha256) {
  static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  // No sum of a release's files overflows.
  private static final long MAX_BYTES = 1L << 40;

  public SignedFile {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(sha256, "sha256 is null");
    if (!NAME.matcher(name).matches() || name.startsWith(Release.FILE)) {
      throw new IllegalArgumentException(
          "file name must be plain (%s), not %s...: %s".formatted(NAME, Release.FILE, name));
    }
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "bytes of %s must be 0 to %d: %d".formatted(name, MAX_BYTES, bytes));
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 of %s must be 64 lower-case hex digits: %s".formatted(name, sha256));
    }
  }
}

package org.cbnet.cloud.bundle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A bundle that can be fetched.
 *
 * @param hash SHA-256 of {@code bundle.json}, by which everybody names it
 * @param version of its release
 * @param minimumVersion that its release asks of every later one
 * @param keyId of the key that signed the release
 * @param network by name
 * @param strategy that it was made for
 * @param dataset that it was trained on
 * @param validationAccuracy as its manifest tells it, 0 to 1; null where it does not
 * @param uploadedBy who published it
 * @param uploadedMicros when, microseconds since 1970-01-01 UTC
 * @param files all that a device can ask for
 */
public record Bundle(
    String hash,
    long version,
    long minimumVersion,
    String keyId,
    String network,
    String strategy,
    String dataset,
    Double validationAccuracy,
    String uploadedBy,
    long uploadedMicros,
    List<BundleFile> files) {

  public Bundle {
    Objects.requireNonNull(hash, "hash is null");
    Objects.requireNonNull(keyId, "keyId is null");
    Objects.requireNonNull(uploadedBy, "uploadedBy is null");
    files = List.copyOf(Objects.requireNonNull(files, "files is null"));
  }

  /** A file by its name. */
  public Optional<BundleFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }
}

package org.cbnet.inference.bundle.signing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * What is signed of a bundle: every file with size and SHA-256, and its place in the order of
 * releases. The signature is over the bytes of the file as it lies there and is transported.
 *
 * @param kind {@link #KIND}, so that no other signed file passes for a release
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param version of this release, from 1; a later one is higher
 * @param minimumVersion releases below it must not be run any more once this one was accepted
 * @param keyId {@link SigningKey#id()} of the key that signed
 * @param files all of the bundle but the release and its signature
 */
public record Release(
    String kind,
    int formatVersion,
    long version,
    long minimumVersion,
    String keyId,
    List<SignedFile> files) {
  /** Name of the file inside a bundle's folder. */
  public static final String FILE = "release.json";

  /** Name of the file with the 64 bytes of its Ed25519 signature. */
  public static final String SIGNATURE = FILE + ".sig";

  /** What a release calls itself. */
  public static final String KIND = "cbnet-bundle-release";

  /** The only format that this version reads and writes. */
  public static final int FORMAT_VERSION = 1;

  /** More would be no release of ours: twenty files take 3 kB. */
  public static final int MAX_BYTES = 64 << 10;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT);

  public Release {
    if (!KIND.equals(kind) || formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "must be %s of format %d: %s of format %d"
              .formatted(KIND, FORMAT_VERSION, kind, formatVersion));
    }
    if (minimumVersion < 1 || version < minimumVersion) {
      throw new IllegalArgumentException(
          "minimumVersion must be from 1 to version: %d, version %d"
              .formatted(minimumVersion, version));
    }
    Objects.requireNonNull(keyId, "keyId is null");
    files = List.copyOf(Objects.requireNonNull(files, "files is null"));
    if (files.stream().map(SignedFile::name).distinct().count() < files.size()) {
      throw new IllegalArgumentException("a file is there twice: " + names(files));
    }
    if (files.stream().noneMatch(file -> file.name().equals(ModelBundle.MANIFEST))) {
      throw new IllegalArgumentException(
          "files must hold %s: %s".formatted(ModelBundle.MANIFEST, names(files)));
    }
  }

  /**
   * Reads the bytes of a release; whoever calls it has checked their signature.
   *
   * @throws ReleaseException where they are none
   */
  public static Release parse(byte[] json) throws ReleaseException {
    try {
      return JSON.readValue(json, Release.class);
    } catch (IOException e) {
      throw new ReleaseException(
          "%s can't be used: %s".formatted(FILE, e.getMessage().lines().findFirst().orElse("")), e);
    }
  }

  byte[] toJson() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** Hash of the bundle: the SHA-256 of its manifest, by which the wire names it. */
  @JsonIgnore
  public String bundleHash() {
    return files.stream()
        .filter(file -> file.name().equals(ModelBundle.MANIFEST))
        .map(SignedFile::sha256)
        .findFirst()
        .orElseThrow();
  }

  /** Bytes of all files together. */
  @JsonIgnore
  public long totalBytes() {
    return files.stream().mapToLong(SignedFile::bytes).reduce(0, Math::addExact);
  }

  private static String names(List<SignedFile> files) {
    return files.stream().map(SignedFile::name).collect(Collectors.joining(", "));
  }
}

package org.cbnet.edge.steering;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SignedFile;
import org.cbnet.inference.bundle.signing.TrustedKeys;

/**
 * Brings a bundle from the cloud to its place on the disk, or finds it there: signed by a trusted
 * key, not below the floor, no larger than allowed, every file as signed. Used by one thread.
 */
final class BundleFetch {
  private static final int SIGNATURE_BYTES = 64;
  private static final int OK = 200;
  private static final Duration SMALL_FILE = Duration.ofSeconds(30);

  private final CloudClient cloud;
  private final TrustedKeys trusted;
  private final BundleStore store;
  private final long maxBytes;
  private final Duration timeout;

  BundleFetch(
      CloudClient cloud, TrustedKeys trusted, BundleStore store, long maxBytes, Duration timeout) {
    this.cloud = cloud;
    this.trusted = trusted;
    this.store = store;
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /** A bundle that may be tried out. */
  record Fetched(Path folder, Release release) {}

  /**
   * One attempt, which goes on where the one before ended.
   *
   * @param hash of the bundle
   * @param floor lowest version that may run
   * @throws ReleaseException where another attempt is no use
   * @throws StorageException where the disk is at fault
   * @throws IOException where the link is
   */
  Fetched attempt(String hash, long floor) throws IOException, InterruptedException {
    if (store.has(hash)) {
      try {
        Path place = store.place(hash);
        return new Fetched(place, check(SignedBundle.verify(place, trusted), hash, floor));
      } catch (ReleaseException e) {
        // Released anew since, or damaged: the cloud has the better one, if any.
      }
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    byte[] json = small(hash, Release.FILE, Release.MAX_BYTES);
    byte[] signature = small(hash, Release.SIGNATURE, SIGNATURE_BYTES);
    Release release = check(SignedBundle.verify(json, signature, trusted), hash, floor);
    store.dropStaged(hash);
    Path staging = store.staging(hash);
    store.reserve(missing(staging, release));
    for (SignedFile file : release.files()) {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      new FileFetch(cloud).fetch(path(hash, file.name()), staging, file, left);
    }
    write(staging.resolve(Release.FILE), json);
    write(staging.resolve(Release.SIGNATURE), signature);
    SignedBundle.verifyFiles(staging, release);
    return new Fetched(store.commit(hash, release), release);
  }

  /** Bytes of a bundle that are here already. */
  long progressBytes(String hash) throws IOException {
    return store.stagedBytes(hash);
  }

  private Release check(Release release, String hash, long floor) throws ReleaseException {
    if (!release.bundleHash().equals(hash)) {
      throw new ReleaseException(
          "the release is of bundle %s, asked for was %s".formatted(release.bundleHash(), hash));
    }
    if (release.version() < floor) {
      throw new ReleaseException(
          "version %d is below %d, the highest minimumVersion accepted here"
              .formatted(release.version(), floor));
    }
    if (release.totalBytes() > maxBytes) {
      throw new ReleaseException(
          "the bundle has %d bytes, steering.max-bundle-bytes allows %d"
              .formatted(release.totalBytes(), maxBytes));
    }
    return release;
  }

  private byte[] small(String hash, String name, int most)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        cloud.get(path(hash, name), Map.of(), CloudClient.bytes(most), SMALL_FILE);
    if (answer.statusCode() != OK) {
      throw new IOException(
          "%s: the cloud answers %d".formatted(path(hash, name), answer.statusCode()));
    }
    return answer.body();
  }

  private static long missing(Path staging, Release release) throws IOException {
    long missing = 0;
    for (SignedFile file : release.files()) {
      missing += FileFetch.missing(staging, file);
    }
    return missing;
  }

  private static void write(Path file, byte[] content) throws StorageException {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new StorageException(e);
    }
  }

  private static String path(String hash, String name) {
    return "/api/v1/bundles/%s/%s".formatted(hash, name);
  }
}

package org.cbnet.cloud.offload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cbnet.cloud.start.StartException;
import org.cbnet.inference.bundle.ModelBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles below some folders, by their hashes. Safe for several threads. */
final class BundleFolders {
  private static final Logger LOG = LoggerFactory.getLogger(BundleFolders.class);
  // A folder of data sets of networks of variants; a file system's root is no such place.
  private static final int DEPTH = 6;

  private final List<Path> roots;
  private volatile Map<String, Path> byHash;

  private BundleFolders(List<Path> roots, Map<String, Path> byHash) {
    this.roots = List.copyOf(roots);
    this.byHash = byHash;
  }

  /**
   * Looks for bundles.
   *
   * @throws StartException where a folder can't be read, or none holds a bundle
   */
  static BundleFolders open(List<Path> roots) throws StartException {
    try {
      Map<String, Path> found = scan(roots);
      if (found.isEmpty()) {
        throw new StartException(
            "no bundle is in offload.bundles %s: name folders with bundles (CBNET_OFFLOAD_BUNDLES)"
                .formatted(roots));
      }
      return new BundleFolders(roots, found);
    } catch (IOException e) {
      throw new StartException(
          "offload.bundles %s can't be read, %s: name folders with bundles (CBNET_OFFLOAD_BUNDLES)"
              .formatted(roots, e),
          e);
    }
  }

  /** How many there are. */
  int size() {
    return byHash.size();
  }

  /** The folder of a bundle. */
  Optional<Path> find(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** Looks again; what was there stays where the folders can't be read. */
  void refresh() {
    try {
      byHash = scan(roots);
    } catch (IOException e) {
      LOG.warn("bundles can't be looked for, those known stay reason={}", e.toString());
    }
  }

  private static Map<String, Path> scan(List<Path> roots) throws IOException {
    Map<String, Path> found = new HashMap<>();
    for (Path root : roots) {
      try (Stream<Path> files =
          Files.find(root, DEPTH, (path, any) -> path.endsWith(ModelBundle.MANIFEST))) {
        for (Path manifest : (Iterable<Path>) files::iterator) {
          found.put(sha256(Files.readAllBytes(manifest)), manifest.toAbsolutePath().getParent());
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return Map.copyOf(found);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

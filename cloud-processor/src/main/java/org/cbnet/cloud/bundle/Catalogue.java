package org.cbnet.cloud.bundle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All bundles in force, as one record: what it does not name does not exist, so a reader that was
 * away for long needs no tombstone to learn that a bundle is gone.
 *
 * @param revision raised at each change
 * @param bundles in order of their hashes
 */
record Catalogue(long revision, List<Bundle> bundles) {
  /** Before any bundle was published. */
  static final Catalogue EMPTY = new Catalogue(0, List.of());

  // A later version may write fields that this one does not know.
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  Catalogue {
    bundles = List.copyOf(Objects.requireNonNull(bundles, "bundles is null"));
  }

  Optional<Bundle> find(String hash) {
    return bundles.stream().filter(bundle -> bundle.hash().equals(hash)).findFirst();
  }

  /** With a bundle, in place of the one of the same hash. */
  Catalogue with(Bundle bundle) {
    List<Bundle> changed = new ArrayList<>(without(bundle.hash()).bundles);
    changed.add(bundle);
    changed.sort(Comparator.comparing(Bundle::hash));
    return new Catalogue(revision + 1, changed);
  }

  Catalogue without(String hash) {
    return new Catalogue(
        revision + 1, bundles.stream().filter(bundle -> !bundle.hash().equals(hash)).toList());
  }

  /** SHA-256 of every file of every bundle. */
  Set<String> contents() {
    return files().stream().map(BundleFile::sha256).collect(Collectors.toSet());
  }

  /** Every file once, whatever it is called in which bundle. */
  List<BundleFile> files() {
    return bundles.stream().flatMap(bundle -> bundle.files().stream()).toList();
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException where it is something else
   */
  static Catalogue parse(byte[] json) throws IOException {
    return JSON.readValue(json, Catalogue.class);
  }
}

package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles' topic as this instance has it: the last catalogue, and copies of the files that it
 * names. Changed by one thread; read by any.
 */
final class BundleMirror {
  /** Key of the record with the catalogue. */
  static final String CATALOGUE = "catalogue";

  private static final Logger LOG = LoggerFactory.getLogger(BundleMirror.class);

  private final LocalFiles files;
  private volatile Catalogue catalogue;

  BundleMirror(LocalFiles files, Catalogue catalogue) {
    this.files = files;
    this.catalogue = Objects.requireNonNull(catalogue, "catalogue is null");
  }

  Catalogue catalogue() {
    return catalogue;
  }

  LocalFiles files() {
    return files;
  }

  /**
   * Takes a record over; one that was taken before changes nothing.
   *
   * @param value null for a tombstone: files leave with the catalogue that does not name them
   */
  void apply(String key, byte[] value) throws IOException {
    if (value == null) {
      return;
    }
    if (CATALOGUE.equals(key)) {
      take(value);
      return;
    }
    var chunk = Chunk.of(Objects.requireNonNullElse(key, ""));
    if (chunk.isPresent()) {
      files.write(chunk.get().sha256(), chunk.get().position(), value);
    } else {
      LOG.atWarn().addKeyValue("reason", "unknown key " + key).log("a bundle record is ignored");
    }
  }

  /** The bundles of which every file is here and right. */
  List<Bundle> whole() throws IOException {
    List<Bundle> whole = new ArrayList<>();
    for (Bundle bundle : catalogue.bundles()) {
      if (isWhole(bundle)) {
        whole.add(bundle);
      }
    }
    return whole;
  }

  boolean isWhole(Bundle bundle) throws IOException {
    for (BundleFile file : bundle.files()) {
      if (files.find(file).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void take(byte[] json) throws IOException {
    Catalogue read;
    try {
      read = Catalogue.parse(json);
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e.getMessage()).log("a catalogue can't be read");
      return;
    }
    // Read again from the start, the topic may still hold older ones.
    if (read.revision() >= catalogue.revision()) {
      catalogue = read;
      files.keepOnly(read.contents());
    }
  }
}

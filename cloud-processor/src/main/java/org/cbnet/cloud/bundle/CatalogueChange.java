package org.cbnet.cloud.bundle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A change of the catalogue, judged against what is in force at that moment. */
@FunctionalInterface
interface CatalogueChange {

  /** What is to be written; called again where another instance was quicker. */
  Outcome of(Catalogue now) throws RefusedException;

  /**
   * What is to be written.
   *
   * @param next catalogue
   * @param sources of the files that may be missing in the topic, by their SHA-256
   */
  record Outcome(Catalogue next, Map<String, Path> sources) {
    public Outcome {
      Objects.requireNonNull(next, "next is null");
      sources = Map.copyOf(sources);
    }
  }
}

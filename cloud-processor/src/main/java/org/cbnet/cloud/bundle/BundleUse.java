package org.cbnet.cloud.bundle;

import java.util.Optional;

/** Tells who needs a bundle, so that it is not removed. */
@FunctionalInterface
public interface BundleUse {

  /** Who names it, for people ({@code desired state of group:north}); nothing where nobody does. */
  Optional<String> userOf(String hash);
}

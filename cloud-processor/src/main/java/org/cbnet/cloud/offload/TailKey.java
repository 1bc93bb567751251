package org.cbnet.cloud.offload;

import java.util.Objects;

/**
 * Which rest of which network.
 *
 * @param bundleHash see {@code ModelBundle.hash()}
 * @param cut see {@code Cut.id()}
 */
record TailKey(String bundleHash, String cut) {
  TailKey {
    Objects.requireNonNull(bundleHash, "bundleHash is null");
    Objects.requireNonNull(cut, "cut is null");
  }
}

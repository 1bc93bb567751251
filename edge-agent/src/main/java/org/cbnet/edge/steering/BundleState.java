package org.cbnet.edge.steering;

/** How far a bundle or strategy is that the cloud asked for; on the wire by name. */
enum BundleState {
  /** Is being fetched. */
  DOWNLOADING,
  /** Is here, whole and signed; has not inferred yet. */
  VERIFIED,
  /** Runs. */
  APPLIED,
  /** Does not run, and nothing has changed. */
  FAILED,
  /** Ran, and the last good one runs again. */
  ROLLED_BACK
}

package org.cbnet.edge.steering;

/**
 * What is to infer, as far as it is not the configuration's.
 *
 * @param strategy by name; null for the bundle's, or the configured one
 * @param threshold in nats; null for the configured one, or the bundle's
 * @param bundle by hash; null for the strategy's on this device
 */
record ModelChoice(String strategy, Double threshold, String bundle) {
  /** All as configured. */
  static final ModelChoice CONFIGURED = new ModelChoice(null, null, null);
}

package org.cbnet.edge.steering;

import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleManifest;

/**
 * A model that is ready to infer; whoever holds it closes its strategy.
 *
 * @param reportedAs what results call it
 * @param manifest what its bundle says of it
 * @param modelHash of its bundle
 */
record OpenedModel(
    ModelChoice choice,
    InferenceStrategy strategy,
    String reportedAs,
    BundleManifest manifest,
    String modelHash) {}

package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * What a device is to infer with for an arm.
 *
 * @param strategy by name
 * @param bundle hash to be fetched from the cloud; empty for the one beside the device's own
 * @param thresholdNats in place of the bundle's
 * @param modelHash of the bundle that it must be, wherever it comes from
 * @param network that it holds
 */
record DeviceModel(
    String strategy,
    Optional<String> bundle,
    OptionalDouble thresholdNats,
    String modelHash,
    String network) {

  /**
   * That of an arm.
   *
   * @param models folder of bundles, by data set
   * @param inCloud hashes of bundles that devices can fetch
   * @throws IOException where a device can't get the bundle
   */
  static DeviceModel of(Arm arm, KnownDataSet dataSet, Path models, Set<String> inCloud)
      throws IOException {
    ModelBundle bundle = ModelBundle.load(models.resolve(dataSet.id()).resolve(arm.bundle()));
    boolean isFetched = inCloud.contains(bundle.hash());
    if (!isFetched && !arm.bundle().equals(arm.strategy().network())) {
      throw new IOException(
          "arm %s needs bundle %s (%s), which the cloud does not have: release and upload it, see docs/design/020-bundles-and-rollout.md"
              .formatted(arm.name(), arm.bundle(), bundle.hash()));
    }
    return new DeviceModel(
        arm.strategy().id(),
        isFetched ? Optional.of(bundle.hash()) : Optional.empty(),
        arm.thresholdNats(),
        bundle.hash(),
        bundle.manifest().network());
  }

  /** Whether a heartbeat is of a device that infers with it. */
  boolean isRunBy(JsonNode heartbeat) {
    return heartbeat.path("modelHash").asText().equals(modelHash);
  }

  @Override
  public String toString() {
    return "%s with bundle %s".formatted(strategy, modelHash);
  }
}

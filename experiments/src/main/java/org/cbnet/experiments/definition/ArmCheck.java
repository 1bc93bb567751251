package org.cbnet.experiments.definition;

import java.util.List;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.strategy.StrategyName;

/**
 * Whether a strategy can run the bundles that an arm has, as {@code Strategies} would say when it
 * opens them.
 */
record ArmCheck(WrittenArm written, StrategyName strategy, Problems problems) {

  void check(List<BundleManifest> manifests) {
    manifests.forEach(this::checkStrategy);
    if (!hasExits() && written.thresholdNats().isPresent()) {
      problems.refuse(
          written.entry().at("threshold-nats"),
          "strategy %s has no exits".formatted(strategy.id()),
          "leave the threshold out");
    }
    manifests.forEach(this::checkThreshold);
  }

  private void checkStrategy(BundleManifest manifest) {
    if (!manifest.strategy().equals(strategy.bundles())) {
      problems.refuse(
          written.bundleEntry(),
          "strategy %s can't run a bundle made for %s"
              .formatted(strategy.id(), manifest.strategy()),
          "name a bundle made for %s, or leave the strategy out".formatted(strategy.bundles()));
    }
  }

  private void checkThreshold(BundleManifest manifest) {
    if (hasExits()
        && written.thresholdNats().isEmpty()
        && manifest.entropyThresholdNats() == null
        && manifest.strategy().equals(strategy.bundles())) {
      problems.refuse(
          written.bundleEntry(),
          "the bundle for %s has no threshold".formatted(manifest.dataset()),
          "give threshold-nats");
    }
  }

  private boolean hasExits() {
    return strategy.bundles().equals(StrategyName.EARLY_EXIT.id());
  }
}

package org.cbnet.experiments.definition;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.strategy.StrategyName;

/**
 * An arm as a file has it, before its bundles are looked at.
 *
 * @param entry that it is
 * @param name given, or else the bundle's, or else the strategy's; empty where there is none
 * @param strategy empty where the bundle's is meant
 * @param bundle empty where that of the strategy's network is meant
 * @param thresholdNats empty where the bundle's is meant
 */
record WrittenArm(
    Entry entry,
    String name,
    Optional<StrategyName> strategy,
    Optional<String> bundle,
    OptionalDouble thresholdNats) {

  /** Takes a word for a strategy where it is the name of one, and else for a bundle. */
  static WrittenArm of(Entry entry) {
    if (entry.value().isTextual()) {
      Optional<StrategyName> strategy = strategy(entry.text());
      Optional<String> bundle = strategy.isPresent() ? Optional.empty() : Optional.of(entry.text());
      return new WrittenArm(entry, entry.text(), strategy, bundle, OptionalDouble.empty());
    }
    Optional<String> strategy = given(entry.at("strategy"));
    Optional<String> bundle = given(entry.at("bundle"));
    Entry threshold = entry.at("threshold-nats");
    return new WrittenArm(
        entry,
        given(entry.at("name")).or(() -> bundle).or(() -> strategy).orElse(""),
        strategy.flatMap(WrittenArm::strategy),
        bundle,
        threshold.isGiven()
            ? OptionalDouble.of(threshold.value().doubleValue())
            : OptionalDouble.empty());
  }

  /** Whether it is a word that may be either a strategy's or a bundle's, and is no strategy's. */
  boolean isWord() {
    return entry.value().isTextual() && strategy.isEmpty();
  }

  /** What says the bundle. */
  Entry bundleEntry() {
    Entry written = entry.at("bundle");
    return written.isGiven() ? written : entry;
  }

  /** What says the name. */
  Entry nameEntry() {
    Entry written = entry.at("name");
    return written.isGiven() ? written : entry;
  }

  private static Optional<String> given(Entry entry) {
    return entry.isGiven() ? Optional.of(entry.text()) : Optional.empty();
  }

  private static Optional<StrategyName> strategy(String id) {
    return Arrays.stream(StrategyName.values()).filter(name -> name.id().equals(id)).findFirst();
  }
}

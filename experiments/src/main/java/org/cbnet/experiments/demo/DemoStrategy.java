package org.cbnet.experiments.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * What takes part in a demo: a strategy with its own bundle, or any other bundle with the strategy
 * that it was made for.
 *
 * @param name that was asked for: the strategy's, or the bundle's folder
 * @param strategy that runs it
 * @param bundle folder
 */
record DemoStrategy(String name, StrategyName strategy, Path bundle) {
  /**
   * Finds what a name means and opens its bundle once.
   *
   * @param folder bundles of the data set
   * @throws IllegalArgumentException where it can't be used; the message says why
   */
  static DemoStrategy find(String name, Path folder) throws IOException {
    DemoStrategy found = named(name, folder);
    if (!Files.isDirectory(found.bundle)) {
      throw new IllegalArgumentException(
          "no bundle %s for strategy %s: run ./cbnet train, or name another --models"
              .formatted(found.bundle, name));
    }
    try {
      Strategies.open(found.strategy, ModelBundle.load(found.bundle), OptionalDouble.empty())
          .close();
    } catch (BundleException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return found;
  }

  /** What a device may be called. */
  String deviceId() {
    return "demo-" + name.replace('@', '.');
  }

  private static DemoStrategy named(String name, Path folder) throws IOException {
    for (StrategyName strategy : StrategyName.values()) {
      if (strategy.id().equals(name)) {
        return new DemoStrategy(name, strategy, folder.resolve(strategy.network()));
      }
    }
    if (!bundles(folder).contains(name)) {
      throw new IllegalArgumentException(
          "unknown strategy '%s': choose one of %s, or a bundle of %s: %s"
              .formatted(
                  name,
                  Arrays.stream(StrategyName.values())
                      .filter(strategy -> !strategy.offloads())
                      .map(StrategyName::id)
                      .collect(Collectors.joining(", ")),
                  folder,
                  String.join(", ", bundles(folder))));
    }
    Path bundle = folder.resolve(name);
    try {
      return new DemoStrategy(
          name, StrategyName.of(ModelBundle.load(bundle).manifest().strategy()), bundle);
    } catch (BundleException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static List<String> bundles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve(ModelBundle.MANIFEST)))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}

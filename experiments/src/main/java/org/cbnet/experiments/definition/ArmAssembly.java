package org.cbnet.experiments.definition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;

/** Makes an arm of what is written: it must have a bundle for each data set, and one strategy. */
final class ArmAssembly {
  private static final List<String> STRATEGIES =
      Arrays.stream(StrategyName.values()).map(StrategyName::id).toList();

  private final Bundles bundles;
  private final List<KnownDataSet> dataSets;
  private final Problems problems;

  ArmAssembly(Bundles bundles, List<KnownDataSet> dataSets, Problems problems) {
    this.bundles = bundles;
    this.dataSets = dataSets;
    this.problems = problems;
  }

  /** The arm; empty where it can't be run, and the problems say why. */
  Optional<Arm> arm(WrittenArm written) {
    if (written.strategy().isEmpty() && written.bundle().isEmpty()) {
      problems.refuse(written.entry(), "names neither a strategy nor a bundle", "give one or both");
      return Optional.empty();
    }
    String bundle = written.bundle().orElseGet(() -> written.strategy().get().network());
    if (isUnknown(written, bundle)) {
      return Optional.empty();
    }
    List<BundleManifest> manifests = new ArrayList<>();
    dataSets.forEach(set -> manifest(written, set, bundle).ifPresent(manifests::add));
    Optional<StrategyName> strategy =
        written.strategy().or(() -> ownStrategy(written, bundle, manifests));
    strategy.ifPresent(name -> new ArmCheck(written, name, problems).check(manifests));
    return strategy.map(name -> new Arm(written.name(), name, bundle, written.thresholdNats()));
  }

  private boolean isUnknown(WrittenArm written, String bundle) {
    if (!written.isWord() || isAnywhere(bundle)) {
      return false;
    }
    List<String> known = new ArrayList<>(STRATEGIES);
    bundles.names(dataSets.get(0)).stream()
        .filter(name -> !known.contains(name))
        .forEach(known::add);
    problems.refuse(
        written.bundleEntry(),
        "is neither a strategy nor a bundle in " + bundles.folder(dataSets.get(0)),
        Nearest.remedy(bundle, known));
    return true;
  }

  private Optional<BundleManifest> manifest(WrittenArm written, KnownDataSet set, String bundle) {
    if (!bundles.has(set, bundle)) {
      problems.refuse(
          written.bundleEntry(),
          "has no bundle " + bundles.folder(set).resolve(bundle),
          isAnywhere(bundle)
              ? train(set)
              : Nearest.of(bundle, bundles.names(set))
                  .map(name -> "did you mean " + name + "?")
                  .orElseGet(() -> train(set)));
      return Optional.empty();
    }
    try {
      BundleManifest manifest = bundles.manifest(set, bundle);
      if (!manifest.dataset().equals(set.id())) {
        problems.refuse(
            written.bundleEntry(),
            "%s was trained on %s"
                .formatted(bundles.folder(set).resolve(bundle), manifest.dataset()),
            train(set));
      }
      return Optional.of(manifest);
    } catch (IOException e) {
      problems.refuse(
          written.bundleEntry(), "can't be used: " + e.getMessage(), "fetch or train it again");
      return Optional.empty();
    }
  }

  private boolean isAnywhere(String bundle) {
    return dataSets.stream().anyMatch(set -> bundles.has(set, bundle));
  }

  private static String train(KnownDataSet set) {
    return "run ./cbnet train --dataset %s, or leave out the arm or the data set"
        .formatted(set.id());
  }

  private Optional<StrategyName> ownStrategy(
      WrittenArm written, String bundle, List<BundleManifest> manifests) {
    List<String> made = manifests.stream().map(BundleManifest::strategy).distinct().toList();
    if (made.size() == 1 && STRATEGIES.contains(made.get(0))) {
      return Optional.of(StrategyName.of(made.get(0)));
    }
    if (!made.isEmpty()) {
      problems.refuse(
          written.bundleEntry(),
          "%s was made for %s".formatted(bundle, String.join(" and ", made)),
          "give a strategy of this version, one for all data sets");
    }
    return Optional.empty();
  }
}

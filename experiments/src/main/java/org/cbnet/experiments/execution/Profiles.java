package org.cbnet.experiments.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.profile.ProfileFile;
import org.cbnet.inference.strategy.StrategyName;

/** Profiles of the networks that {@code partition} cuts, measured here once for a run. */
final class Profiles {
  private static final int ROUNDS = 50;

  private final Path folder;
  private final Map<Path, Path> measured = new HashMap<>();

  /**
   * @param folder that gets the files
   */
  Profiles(Path folder) {
    this.folder = folder;
  }

  /** The profile that an arm needs; empty where it needs none. */
  Optional<Path> of(Arm arm, Path bundle) throws IOException {
    if (arm.strategy() != StrategyName.PARTITION) {
      return Optional.empty();
    }
    if (!measured.containsKey(bundle)) {
      measured.put(bundle, measure(ModelBundle.load(bundle)));
    }
    return Optional.of(measured.get(bundle));
  }

  private Path measure(ModelBundle bundle) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("profile-%s.json".formatted(bundle.hash()));
    ProfileFile.write(file, Backbone.here(ROUNDS).measure(bundle, Partition.of(bundle)));
    return file;
  }
}

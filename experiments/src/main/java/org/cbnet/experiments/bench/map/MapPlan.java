package org.cbnet.experiments.bench.map;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.link.LinkProfile;

/**
 * What a map covers.
 *
 * @param backbones folders of bundles whose networks are cut
 * @param speeds how many times as long as here the emulated device takes
 * @param links between device and cloud
 * @param rounds in each of which every cut and {@code partition} have a turn
 * @param frames of a turn that count; of the finals' turns at least
 * @param finals rounds of those cuts only that may be the best, and of {@code partition}
 * @param deadline of a frame
 * @param seed of the order of turns, and of links
 */
record MapPlan(
    List<Path> backbones,
    List<Double> speeds,
    List<LinkProfile> links,
    int rounds,
    int frames,
    int finals,
    Duration deadline,
    long seed) {
  MapPlan {
    backbones = List.copyOf(backbones);
    speeds = List.copyOf(speeds);
    links = List.copyOf(links);
    if (rounds < 1 || frames < 1 || finals < 1) {
      throw new IllegalArgumentException(
          "rounds, frames and finals must be at least 1: %d, %d, %d"
              .formatted(rounds, frames, finals));
    }
  }

  /** Cells of the map. */
  int cells() {
    return backbones.size() * speeds.size() * links.size();
  }
}

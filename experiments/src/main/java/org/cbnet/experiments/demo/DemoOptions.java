package org.cbnet.experiments.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.cbnet.edge.energy.Board;
import org.cbnet.inference.strategy.StrategyName;

/**
 * What a demo does.
 *
 * @param frames test images, from the first on
 * @param strategies names as {@link DemoStrategy} understands them, each once; the comparison's
 *     baseline is {@link #baseline()}
 * @param port of the cloud's page, 0 for a free one
 * @param board whose published coefficient models the energy
 * @param models folder with one sub-folder a data set
 * @param seed draws the order of turns
 */
record DemoOptions(
    int frames, List<String> strategies, int port, String board, Path models, long seed) {

  DemoOptions {
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(models, "models is null");
    strategies = List.copyOf(strategies);
    if (frames < 1) {
      throw new IllegalArgumentException("--frames must be at least 1: " + frames);
    }
    if (strategies.isEmpty()) {
      throw new IllegalArgumentException("--strategies must name at least one");
    }
    Board.of(board);
    if (strategies.stream().distinct().count() < strategies.size()) {
      throw new IllegalArgumentException("--strategies names one twice: " + strategies);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be in 0..65535: " + port);
    }
  }

  /** {@code edge-full} where it takes part, else the first one named. */
  String baseline() {
    String edgeFull = StrategyName.EDGE_FULL.id();
    return strategies.contains(edgeFull) ? edgeFull : strategies.get(0);
  }
}

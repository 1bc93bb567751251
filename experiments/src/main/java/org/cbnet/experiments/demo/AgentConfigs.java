package org.cbnet.experiments.demo;

import java.nio.file.Path;
import org.cbnet.inference.strategy.StrategyName;

/**
 * The configurations of a run's agents.
 *
 * @param options bundles and board
 * @param dataSet whose test images are inferred
 * @param runId of this execution
 * @param brokers what the agents connect to
 * @param folder that gets a state folder for each agent
 */
record AgentConfigs(
    DemoOptions options, String dataSet, String runId, String brokers, Path folder) {
  // Enough for the JIT compiler to be done with the loop before the first frame counts.
  private static final int WARM_UP_FRAMES = 2_000;

  /** The process's name, of its files too. */
  static String name(String strategy) {
    return "agent-" + strategy;
  }

  /** The agent's configuration file. */
  String yaml(String strategy) {
    Path bundle = options.models().resolve(dataSet).resolve(StrategyName.of(strategy).network());
    return """
        device-id: demo-%s
        site: demo
        board: %s
        state-directory: "%s"
        kafka:
          bootstrap-servers: "%s"
        inference:
          strategy: %s
          bundle: "%s"
          warm-up-frames: %d
        source:
          data-set: %s
        run:
          id: %s
        clock:
          assume-synced: true
        """
        .formatted(
            strategy,
            options.board(),
            folder.resolve(name(strategy)),
            brokers,
            strategy,
            bundle.toAbsolutePath(),
            WARM_UP_FRAMES,
            dataSet,
            runId);
  }
}

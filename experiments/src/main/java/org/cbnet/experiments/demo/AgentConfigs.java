package org.cbnet.experiments.demo;

import java.io.IOException;
import java.nio.file.Path;

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

  /**
   * The agent's configuration file. Energy is modelled wherever the demo runs: a meter would show
   * the cloud and the broker of the same machine, too.
   */
  String yaml(String name) throws IOException {
    DemoStrategy strategy = DemoStrategy.find(name, options.models().resolve(dataSet));
    return """
        device-id: %s
        site: demo
        board: %s
        state-directory: "%s"
        kafka:
          bootstrap-servers: "%s"
        inference:
          strategy: %s
          reported-as: "%s"
          bundle: "%s"
          warm-up-frames: %d
        source:
          data-set: %s
        run:
          id: %s
        energy:
          meter: model
        clock:
          assume-synced: true
        # Several agents on one machine: only one could have the port.
        health:
          port: 0
        """
        .formatted(
            strategy.deviceId(),
            options.board(),
            folder.resolve(name(name)),
            brokers,
            strategy.strategy().id(),
            name,
            strategy.bundle().toAbsolutePath(),
            WARM_UP_FRAMES,
            dataSet,
            runId);
  }
}

package org.cbnet.experiments.demo;

import java.io.IOException;
import java.time.Duration;
import org.cbnet.experiments.demo.TurnPlan.Turn;
import org.cbnet.experiments.stack.ChildProcess;

/** An agent process that infers when it is its turn. */
final class DemoAgent {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration TURN_TIMEOUT = Duration.ofMinutes(5);

  private final ChildProcess process;

  DemoAgent(ChildProcess process) {
    this.process = process;
  }

  /** What an agent counted over its life. */
  record Totals(long classified, long failed, long acknowledged) {}

  void awaitReady() throws IOException, InterruptedException {
    process.awaitLine("ready", READY_TIMEOUT);
  }

  /** Lets the agent infer a block and returns when the broker has acknowledged all of it. */
  void take(Turn turn) throws IOException, InterruptedException {
    process.send("turn %d %d %d".formatted(turn.round(), turn.firstFrame(), turn.frames()));
    String round = process.awaitLine("done", TURN_TIMEOUT);
    if (!round.equals(Integer.toString(turn.round()))) {
      throw new IOException(
          "%s finished round %s instead of %d".formatted(process.name(), round, turn.round()));
    }
  }

  /** Ends the agent and returns its counts. */
  Totals finish() throws IOException, InterruptedException {
    process.send("finish");
    String[] counts = process.awaitLine("finished", TURN_TIMEOUT).split(" ", -1);
    int exitCode = process.awaitExit(READY_TIMEOUT);
    if (counts.length != 3 || exitCode != 0) {
      throw new IOException(
          "%s ended with exit code %d after '%s'"
              .formatted(process.name(), exitCode, String.join(" ", counts)));
    }
    return new Totals(
        Long.parseLong(counts[0]), Long.parseLong(counts[1]), Long.parseLong(counts[2]));
  }
}

package org.cbnet.experiments.execution;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.stack.ChildProcess;

/** An agent process with several arms, which infer when it is their turn. One thread. */
final class ArmsAgent {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
  // A turn over a link that is away, on a device of a thirtieth of the speed.
  private static final Duration TURN_TIMEOUT = Duration.ofMinutes(15);

  private final ChildProcess process;

  /** Returns when it is ready. */
  ArmsAgent(ChildProcess process) throws IOException, InterruptedException {
    this.process = process;
    process.awaitLine("ready", READY_TIMEOUT);
  }

  /** Opens arms anew in an order and warms them up. */
  void open(List<String> arms) throws IOException, InterruptedException {
    process.send("open " + String.join(" ", arms));
    process.awaitLine("opened", TURN_TIMEOUT);
  }

  /** Has an arm infer and returns when the broker has acknowledged all of it. */
  void take(Turn turn) throws IOException, InterruptedException {
    process.send(
        "turn %d %d %d %s"
            .formatted(
                turn.wireRound(),
                turn.firstFrame(),
                turn.frames(),
                Arms.id(turn.condition(), turn.arm().name())));
    process.awaitLine("done", TURN_TIMEOUT);
  }

  /** Ends the agent; answers how many results the broker has of it. */
  long finish() throws IOException, InterruptedException {
    process.send("finish");
    String[] counts = process.awaitLine("finished", TURN_TIMEOUT).split(" ", -1);
    int exitCode = process.awaitExit(READY_TIMEOUT);
    if (counts.length != 3 || exitCode != 0) {
      throw new IOException(
          "%s ended with exit code %d after '%s'"
              .formatted(process.name(), exitCode, String.join(" ", counts)));
    }
    return Long.parseLong(counts[2]);
  }
}

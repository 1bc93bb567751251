package org.cbnet.experiments.execution;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.stack.ChildProcess;

/** An agent process with several arms, which infer when it is their turn. One thread. */
final class ArmsAgent {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
  // A turn over a link that is away, on a device of a thirtieth of the speed.
  private static final Duration TURN_TIMEOUT = Duration.ofMinutes(15);

  private static final double MILLIS_PER_SECOND = 1e3;

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

  /**
   * Has an arm infer and returns when the broker has acknowledged all of it.
   *
   * @param blockSeconds how long a block of steady load lasts
   */
  void take(Turn turn, double blockSeconds) throws IOException, InterruptedException {
    String arm = Arms.id(turn.condition(), turn.arm().name());
    process.send(
        turn.level().isPresent()
            ? "block %d %d %s %d %s"
                .formatted(
                    turn.wireRound(),
                    turn.firstFrame(),
                    new BigDecimal(turn.level().getAsDouble()).setScale(3, RoundingMode.HALF_UP),
                    Math.round(MILLIS_PER_SECOND * blockSeconds),
                    arm)
            : "turn %d %d %d %s"
                .formatted(turn.wireRound(), turn.firstFrame(), turn.frames(), arm));
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

package org.cbnet.edge.turns;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.edge.spool.SpoolCounters;

/**
 * Lets a parent process say when this agent infers, so that agents that share a machine do not
 * measure each other. One line each, parent to agent on the left:
 *
 * <pre>
 *                                          ready
 * open ARM ...                             opened
 * turn ROUND FIRST_FRAME FRAMES [ARM]      done ROUND
 * block ROUND FIRST_FRAME RATE MILLIS ARM  done ROUND
 * finish                                   finished CLASSIFIED FAILED ACKNOWLEDGED
 * anything else                            error MESSAGE
 * end of file                              (the parent died: the agent stops at once)
 * </pre>
 */
public final class TurnProtocol {
  private static final Pattern TURN =
      Pattern.compile("turn (\\d{1,9}) (\\d{1,9}) (\\d{1,9})(?: (\\S+))?");
  private static final Pattern BLOCK =
      Pattern.compile("block (\\d{1,9}) (\\d{1,9}) (\\d{1,9}(?:\\.\\d{1,9})?) (\\d{1,9}) (\\S+)");
  private static final Pattern OPEN = Pattern.compile("open((?: \\S+)+)");

  private final CommandReader commands;
  private final PrintStream out;
  private final TurnTaker agent;

  /**
   * A protocol that has not begun.
   *
   * @param onParentGone called on another thread when the input ends without {@code finish}
   */
  public TurnProtocol(BufferedReader in, PrintStream out, TurnTaker agent, Runnable onParentGone) {
    this.commands = new CommandReader(in, onParentGone);
    this.out = out;
    this.agent = agent;
  }

  /** Serves the parent to the end; answers the exit code of the process. */
  public int serve() throws InterruptedException {
    Thread reader = new Thread(commands, "commands");
    reader.setDaemon(true);
    reader.start();
    agent.prepare();
    say("ready");
    while (true) {
      String command = commands.take();
      if (command.equals(CommandReader.FINISH)) {
        return finish();
      }
      Matcher turn = TURN.matcher(command);
      Matcher block = BLOCK.matcher(command);
      Matcher open = OPEN.matcher(command);
      try {
        if (turn.matches()) {
          turn(turn);
        } else if (block.matches()) {
          block(block);
        } else if (open.matches()) {
          agent.open(List.of(open.group(1).strip().split(" ")));
          say("opened");
        } else {
          return refuse(
              "unknown command '%s': open ARM ..., turn ROUND FIRST_FRAME FRAMES [ARM], block ROUND FIRST_FRAME RATE MILLIS ARM, or finish"
                  .formatted(command));
        }
      } catch (IllegalArgumentException e) {
        return refuse(e.getMessage());
      }
    }
  }

  private void turn(Matcher turn) throws InterruptedException {
    int round = Integer.parseInt(turn.group(1));
    agent.turn(
        round,
        Integer.parseInt(turn.group(2)),
        Integer.parseInt(turn.group(3)),
        Optional.ofNullable(turn.group(4)));
    say("done " + round);
  }

  private void block(Matcher block) throws InterruptedException {
    int round = Integer.parseInt(block.group(1));
    agent.block(
        round,
        Integer.parseInt(block.group(2)),
        new SteadyLoad(
            Double.parseDouble(block.group(3)),
            Duration.ofMillis(Integer.parseInt(block.group(4)))),
        Optional.of(block.group(5)));
    say("done " + round);
  }

  private int finish() throws InterruptedException {
    SpoolCounters last = agent.finish();
    if (!last.drained()) {
      say("error %d results are not acknowledged".formatted(last.spooled()));
      return 1;
    }
    say("finished %d %d %d".formatted(last.classified(), last.failed(), last.acknowledged()));
    return 0;
  }

  private int refuse(String message) {
    say("error " + message);
    return 2;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}

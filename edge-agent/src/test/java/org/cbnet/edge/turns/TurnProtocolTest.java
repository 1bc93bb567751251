package org.cbnet.edge.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.spool.SpoolCounters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TurnProtocolTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CountDownLatch parentGone = new CountDownLatch(1);
  private final Recorder agent = new Recorder();

  @Test
  void takesTurnsUntilItIsToldToFinish() throws InterruptedException {
    int exit = serve("turn 0 0 100\nturn 1 100 50\nfinish\n");

    assertThat(exit).isZero();
    assertThat(agent.calls).containsExactly("prepare", "turn 0 0 100", "turn 1 100 50", "finish");
    assertThat(said()).isEqualTo("ready\ndone 0\ndone 1\nfinished 8 1 9\n");
  }

  @Test
  void opensArmsAndHasThemInfer() throws InterruptedException {
    int exit = serve("open b a\nturn 0 0 100 a\nopen a\nfinish\n");

    assertThat(exit).isZero();
    assertThat(agent.calls)
        .containsExactly("prepare", "open [b, a]", "turn 0 0 100 a", "open [a]", "finish");
    assertThat(said()).isEqualTo("ready\nopened\ndone 0\nopened\nfinished 8 1 9\n");
  }

  @Test
  void hasAnArmInferAtASteadyRate() throws InterruptedException {
    int exit = serve("block 3 7 12.5 30000 a\nblock 4 0 0 1 b\nfinish\n");

    assertThat(exit).isZero();
    assertThat(agent.calls)
        .containsExactly("prepare", "block 3 7 12.5 PT30S a", "block 4 0 0.0 PT0.001S b", "finish");
    assertThat(said()).isEqualTo("ready\ndone 3\ndone 4\nfinished 8 1 9\n");
  }

  @Test
  void refusesABlockOfNoTime() throws InterruptedException {
    assertThat(serve("block 0 0 5 0 a\nfinish\n")).isEqualTo(2);
    assertThat(said()).startsWith("ready\nerror framesPerSecond must be at least 0, lasts");
  }

  @Test
  void doesNotTakeTheEndAfterFinishForDeath() throws InterruptedException {
    serve("finish\n");

    assertThat(parentGone.await(50, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void noticesTheParentsDeathInTheMiddleOfATurn() throws Exception {
    PipedWriter parent = new PipedWriter();
    BufferedReader in = new BufferedReader(new PipedReader(parent));
    agent.duringTurn =
        () -> {
          parent.close();
          assertThat(parentGone.await(5, TimeUnit.SECONDS)).isTrue();
          throw new InterruptedException("the process is gone by now");
        };
    parent.write("turn 0 0 1\n");
    parent.flush();

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> protocol(in).serve()))
        .isInstanceOf(InterruptedException.class);
    assertThat(said()).isEqualTo("ready\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jump",
        "turn",
        "turn 1 2",
        "turn -1 0 5",
        "turn 1 2 3 4 5",
        "open",
        "turn 1 2 9999999999",
        "block 1 2 3 4",
        "block 1 2 -3 4 a",
        "block 1 2 3 4.5 a"
      })
  void refusesAMalformedLine(String line) throws InterruptedException {
    int exit = serve(line + "\nfinish\n");

    assertThat(exit).isEqualTo(2);
    assertThat(agent.calls).containsExactly("prepare");
    assertThat(said()).startsWith("ready\nerror unknown command '" + line + "'");
  }

  @Test
  void refusesFramesThatThereAreNot() throws InterruptedException {
    agent.duringTurn =
        () -> {
          throw new IllegalArgumentException("there are not 10 from index 9995 on");
        };

    int exit = serve("turn 0 9995 10\nfinish\n");

    assertThat(exit).isEqualTo(2);
    assertThat(said()).isEqualTo("ready\nerror there are not 10 from index 9995 on\n");
  }

  @Test
  void failsWhenResultsAreLeft() throws InterruptedException {
    agent.left = 3;

    int exit = serve("finish\n");

    assertThat(exit).isEqualTo(1);
    assertThat(said()).isEqualTo("ready\nerror 3 results are not acknowledged\n");
  }

  private int serve(String input) throws InterruptedException {
    return protocol(new BufferedReader(new StringReader(input))).serve();
  }

  private TurnProtocol protocol(BufferedReader in) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new TurnProtocol(in, stream, agent, parentGone::countDown);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private interface Action {
    void run() throws Exception;
  }

  private static final class Recorder implements TurnTaker {
    private final List<String> calls = new ArrayList<>();
    private Action duringTurn = () -> {};
    private long left;

    @Override
    public void prepare() {
      calls.add("prepare");
    }

    @Override
    public void open(List<String> arms) {
      calls.add("open " + arms);
    }

    @Override
    public void turn(int round, int firstFrame, int frames, Optional<String> arm)
        throws InterruptedException {
      calls.add(
          "turn %d %d %d%s"
              .formatted(round, firstFrame, frames, arm.map(name -> " " + name).orElse("")));
      try {
        duringTurn.run();
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void block(int round, int firstFrame, SteadyLoad load, Optional<String> arm) {
      calls.add(
          "block %d %d %s %s %s"
              .formatted(
                  round, firstFrame, load.framesPerSecond(), load.lasts(), arm.orElseThrow()));
    }

    @Override
    public SpoolCounters finish() {
      calls.add("finish");
      return new SpoolCounters("install-1", 1, 9, 0, 8, 1, 9 - left, left, 0, 0, 0, 0, 0);
    }
  }
}

package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrainChecksTest {
  private final StringWriter err = new StringWriter();

  @Test
  void refusesWhatATaskWouldIgnore() {
    assertThat(train("--labellings", "--network", "cbnet")).isEqualTo(2);
    assertThat(err.toString()).contains("--network does not go with --labellings");
    assertThat(train("--ship", "--behind", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--behind does not go with --ship");
    assertThat(train("--matrix", "m.txt", "--seed", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("--seed does not go with --matrix: write it into the file");
    assertThat(train("--ship", "--labellings")).isEqualTo(2);
    assertThat(err.toString()).contains("name one");
  }

  @Test
  void refusesOfANetworkBehindWhatItDoesItself() {
    assertThat(behind("--network", "lenet")).isEqualTo(2);
    assertThat(err.toString()).contains("say --network cbnet, not lenet");
    assertThat(behind("--network", "cbnet", "--method", "plain")).isEqualTo(2);
    assertThat(err.toString()).contains("the bundle behind teaches");
    assertThat(behind("--network", "cbnet", "--method", "distilled+easy=entropy")).isEqualTo(2);
    assertThat(err.toString()).contains("leave out easy=");
  }

  @Test
  void everyShapeOfOursMayStandBeforeABundle() {
    // The next thing that is looked at is the bundle, which is not there.
    for (String shape : new String[] {"", "-16k4s4-b8-i28-8k7s7", "-n-16k4s4-b8-i28-8k7s7"}) {
      assertThat(behind("--network", "cbnet" + shape)).isNotZero();
    }
    assertThat(behind("--network", "cbnet-nn-16k4s4-b8-i28-8k7s7")).isNotZero();
    assertThat(err.toString()).doesNotContain("say --network cbnet");
  }

  private int behind(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--behind";
    all[1] = "there-is-no-such-bundle";
    System.arraycopy(options, 0, all, 2, options.length);
    return train(all);
  }

  private int train(String... options) {
    CommandLine line = TrainerCommands.ofProcess();
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[options.length + 1];
    all[0] = "train";
    System.arraycopy(options, 0, all, 1, options.length);
    return line.execute(all);
  }
}

package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.cbnet.experiments.alignment.LoadPattern;
import org.cbnet.experiments.alignment.LoadPlayer;
import org.cbnet.experiments.alignment.PlayedPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code experiment code}: a load by which an external meter's log is found again. */
@Command(
    name = "code",
    description =
        "Plays a coded load on all cores of this machine, by which the log of an external meter is laid beside a run.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Play it on the device that the meter feeds, once before the run and once, reversed,",
      "after it, while the meter logs and nothing else runs. See docs/measure-on-a-pi.md.",
      "",
      "Examples:",
      "  ./cbnet experiment code --interval-ms 100 --out before.json",
      "  ./cbnet experiment code --interval-ms 100 --reversed --out after.json"
    })
final class CodeCommand implements Callable<Integer> {
  private static final int SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--interval-ms",
      defaultValue = "1000",
      paramLabel = "MILLIS",
      description = "Between two samples of the meter (default: ${DEFAULT-VALUE}).")
  private int intervalMillis;

  @Option(names = "--reversed", description = "Backwards: for the end of a run.")
  private boolean reversed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Gets when it was played, by this machine's clock.")
  private Path file;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadPattern pattern = pattern();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("playing %d s of load and idling%n", pattern.length().toSeconds());
    out.flush();
    PlayedPattern played =
        new LoadPlayer(Runtime.getRuntime().availableProcessors(), System::nanoTime).play(pattern);
    PlayedPatternFile.write(played, file);
    out.printf("%d pulses: %s%n", played.pulses().size(), file);
    return 0;
  }

  private LoadPattern pattern() {
    try {
      LoadPattern pattern = LoadPattern.forMeter(Duration.ofMillis(intervalMillis), SEED);
      return reversed ? pattern.reversed() : pattern;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--interval-ms: " + e.getMessage(), e);
    }
  }
}

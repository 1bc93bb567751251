package org.cbnet.experiments.bench.method;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cbnet.inference.bundle.ModelBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One process that has arms and gives them turns when told, until its standard input ends. Lines
 * in: {@code open SEED SHARE...} with the slowdown of each arm, {@code rounds FROM COUNT SEED},
 * {@code turn ARM ROUND}. Lines out: {@code ready}, {@code opened}, {@code round MICROS...} for
 * each, {@code turn MICROS}.
 */
@Command(name = "method-worker", hidden = true, description = "Part of 'bench method'.")
public final class MethodWorkerCommand implements Callable<Integer> {
  // Both kinds of arms, for the compiler.
  private static final double[] WARM_UP_SLOWDOWNS = {0, 0, 0.1, 0.02};

  @Spec private CommandSpec spec;

  @Option(names = "--bundle", required = true, paramLabel = "DIR")
  private Path bundle;

  @Option(names = "--warm-up", required = true, paramLabel = "ROUNDS")
  private int warmUpRounds;

  @Override
  public Integer call() throws IOException {
    try (WorkerArms arms = new WorkerArms(ModelBundle.load(bundle))) {
      arms.open(0, WARM_UP_SLOWDOWNS);
      arms.rounds(0, warmUpRounds, 0);
      say("ready");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        obey(line.split(" "), arms);
      }
    }
    return 0;
  }

  private void obey(String[] words, WorkerArms arms) throws IOException {
    switch (words[0]) {
      case "open" -> {
        arms.open(
            Long.parseLong(words[1]),
            Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray());
        say("opened");
      }
      case "rounds" -> {
        double[][] rounds =
            arms.rounds(
                Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
        // Told at the end: writing would come between turns.
        for (double[] round : rounds) {
          say(
              Arrays.stream(round)
                  .mapToObj(Double::toString)
                  .collect(Collectors.joining(" ", "round ", "")));
        }
      }
      case "turn" ->
          say("turn " + arms.turn(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
      default -> say("error: unknown word " + words[0]);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

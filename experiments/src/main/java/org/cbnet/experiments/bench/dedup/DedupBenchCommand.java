package org.cbnet.experiments.bench.dedup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench dedup}: millions of batches against a plain memory of what was seen. */
@Command(
    name = "dedup",
    description = "Holds the cloud's memory of sequence numbers against a plain reference.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Gaps, reorders, repeats, many boots, given-up ranges, refusals and restarts, by a seed.",
      "Exit code 0 when nothing differs, 1 otherwise.",
      "",
      "Examples:",
      "  ./cbnet bench dedup",
      "  ./cbnet bench dedup --batches 200000 --seed 7 --json dedup.json"
    })
public final class DedupBenchCommand implements Callable<Integer> {
  // Short enough that progress shows and that numbers by themselves need little room.
  private static final long PORTION = 500_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--batches",
      defaultValue = "10000000",
      paramLabel = "N",
      description = "Batches in all (default: ${DEFAULT-VALUE}).")
  private long batches;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of the first portion; each further one takes the next (default: 1).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode figures = new ObjectMapper().createObjectNode();
    long start = System.nanoTime();
    long next = seed;
    for (long done = 0; done < batches; ) {
      DedupTrial.Outcome outcome = new DedupTrial(next++).run(Math.min(PORTION, batches - done));
      done += outcome.batches();
      add(figures, outcome);
      outcome.examples().forEach(out::println);
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "%,d batches, %d differences%n",
              done,
              figures.path("differences").asLong());
    }
    figures.put("batchesPerSecond", Math.round(batches / ((System.nanoTime() - start) / 1e9)));
    figures
        .properties()
        .forEach(
            each ->
                out.printf(Locale.ROOT, "%-18s %,d%n", each.getKey(), each.getValue().asLong()));
    out.flush();
    if (json != null) {
      Files.writeString(json, figures.toPrettyString() + "\n");
    }
    return figures.path("differences").asLong() == 0 ? 0 : 1;
  }

  private static void add(ObjectNode figures, DedupTrial.Outcome outcome) {
    add(figures, "batches", outcome.batches());
    add(figures, "boots", outcome.boots());
    add(figures, "duplicates", outcome.duplicates());
    add(figures, "withoutRoom", outcome.withoutRoom());
    add(figures, "restarts", outcome.restarts());
    add(figures, "differences", outcome.differences());
  }

  private static void add(ObjectNode figures, String name, long value) {
    figures.put(name, figures.path(name).asLong() + value);
  }
}

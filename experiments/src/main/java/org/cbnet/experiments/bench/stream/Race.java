package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.LocalStack;

/** Contenders in turns over the same topics, each time another one first. */
final class Race {
  private final LocalStack stack;
  private final String bootstrapServers;
  private final Backlog backlog;
  private final StreamSizes sizes;
  private final PrintWriter progress;
  private int started;

  Race(
      LocalStack stack,
      String bootstrapServers,
      Backlog backlog,
      StreamSizes sizes,
      PrintWriter progress) {
    this.stack = stack;
    this.bootstrapServers = bootstrapServers;
    this.backlog = backlog;
    this.sizes = sizes;
    this.progress = progress;
  }

  /**
   * What a contender did in one round.
   *
   * @param resultsPerSecond of wall clock
   * @param resultsPerCpuSecond of its process: what tells most on a machine that others use too
   */
  record Pace(double resultsPerSecond, double resultsPerCpuSecond) {}

  /** The pace of each, round by round. */
  Map<Contender, List<Pace>> run(List<Contender> contenders, int threads)
      throws IOException, InterruptedException {
    Map<Contender, List<Pace>> paces = new EnumMap<>(Contender.class);
    contenders.forEach(each -> paces.put(each, new ArrayList<>()));
    for (int round = 0; round < sizes.rounds(); round++) {
      for (int turn = 0; turn < contenders.size(); turn++) {
        Contender next = contenders.get((round + turn) % contenders.size());
        Pace pace = one(next, threads);
        paces.get(next).add(pace);
        progress.printf(
            Locale.ROOT,
            "  round %d, %d thread(s), batches of %d: %s %,.0f results/s, %,.0f a CPU second%n",
            round + 1,
            threads,
            backlog.plan().batchResults(),
            next.label(),
            pace.resultsPerSecond(),
            pace.resultsPerCpuSecond());
        progress.flush();
      }
    }
    return paces;
  }

  private Pace one(Contender contender, int threads) throws IOException, InterruptedException {
    started++;
    String group =
        "%s-%d-%d-%d"
            .formatted(
                contender.label(),
                backlog.plan().devices(),
                backlog.plan().batchResults(),
                started);
    int perRecord = contender.resultsPerRecord(backlog.plan().batchResults());
    ChildProcess process =
        contender.start(stack, bootstrapServers, group, threads, sizes.commitInterval());
    try (Meter meter = new Meter(bootstrapServers)) {
      Meter.Steady steady =
          meter.measure(
              process,
              group,
              contender.countedTopic(group),
              backlog.results() / perRecord,
              sizes.warmUp(),
              sizes.atMost());
      // Its state is of no use to anybody, so it need not end in order.
      process.kill();
      stack.stop(process);
      meter.deleteTopicsOf(group);
      delete(stack.folder().resolve(group));
      double results = (double) steady.records() * perRecord;
      return new Pace(results / steady.seconds(), results / steady.cpuSeconds());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

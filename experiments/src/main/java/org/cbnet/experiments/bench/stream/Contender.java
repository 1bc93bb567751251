package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.cbnet.experiments.bench.stream.naive.NaiveSettings;
import org.cbnet.experiments.bench.stream.naive.NaiveTopology;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.CloudSetup;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.schemas.Topics;

/** Who reads the topics; each as a process of its own with the same heap, commits and cache. */
enum Contender {
  /** Bare consumer: poll, decode, count. */
  CEILING,
  /** Kafka Streams that decodes and counts: what the framework leaves of the ceiling. */
  FRAMEWORK,
  /** The DSL as a competent user would write it first. */
  NAIVE,
  /** The product with everything on. */
  OURS;

  private static final Duration START = Duration.ofMinutes(1);

  /** Its name in tables. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Starts reading from the beginning, as a group that is new. */
  ChildProcess start(
      LocalStack stack, String bootstrapServers, String group, int threads, Duration commitInterval)
      throws IOException, InterruptedException {
    if (this == OURS) {
      return stack
          .startCloud(
              new CloudSetup(group, bootstrapServers, 0, commitInterval, NaiveSettings.CACHE_BYTES),
              "threads: " + threads + "\n")
          .process();
    }
    Path state = stack.folder().resolve(group);
    ChildProcess process =
        stack.startExperiment(
            group,
            List.of(
                "bench",
                "contender",
                name(),
                "--bootstrap-servers",
                bootstrapServers,
                "--group",
                group,
                "--threads",
                Integer.toString(threads),
                "--commit-millis",
                Long.toString(commitInterval.toMillis()),
                "--state",
                state.toString()));
    process.awaitLine("contender ready", START);
    return process;
  }

  /** The topic whose committed offsets tell how many results it has counted. */
  String countedTopic(String group) {
    return this == NAIVE ? NaiveTopology.resultsTopic(group) : Topics.INFERENCE_RESULTS.name();
  }

  /** Results of each record of that topic. */
  int resultsPerRecord(int batchResults) {
    return this == NAIVE ? 1 : batchResults;
  }
}

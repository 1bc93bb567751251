package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.edge.spool.Durability;
import org.cbnet.edge.spool.Spool;
import org.cbnet.schemas.record.ResultBatch;

/** Results a second into the spool, in batches of 50, until all of them are stored. */
final class SpoolBench {
  private static final int BATCH = 50;
  private static final int ROUNDS = 5;

  private SpoolBench() {}

  static void measure(Path work, ObjectNode figures) throws IOException, InterruptedException {
    List<ResultBatch> batches = BenchAgent.batches(work, 20, BATCH);
    figures.put("spoolResultsPerSecond", rate(work, Durability.INTERVAL, batches, 8_000));
    figures.put(
        "spoolEveryBatchResultsPerSecond", rate(work, Durability.EVERY_BATCH, batches, 3_000));
    figures.put("spoolEveryBatchAloneResultsPerSecond", alone(work, batches, 400));
  }

  private static double rate(
      Path work, Durability durability, List<ResultBatch> batches, int appends)
      throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    try (Spool spool = BenchAgent.spool(work, durability, () -> {})) {
      for (int round = 0; round <= ROUNDS; round++) {
        long start = System.nanoTime();
        for (int i = 1; i < appends; i++) {
          spool.append(batches.get(i % batches.size()));
        }
        BenchAgent.awaitStored(spool, batches.get(0));
        double rate = appends * BATCH * 1e9 / (System.nanoTime() - start);
        BenchAgent.empty(spool);
        if (round > 0) {
          rates.add(rate);
        }
      }
    }
    return Ratio.median(rates);
  }

  // Each batch waits for its own transaction: no two share one.
  private static double alone(Path work, List<ResultBatch> batches, int appends)
      throws IOException, InterruptedException {
    try (Spool spool = BenchAgent.spool(work, Durability.EVERY_BATCH, () -> {})) {
      long start = System.nanoTime();
      for (int i = 0; i < appends; i++) {
        BenchAgent.awaitStored(spool, batches.get(i % batches.size()));
      }
      return appends * BATCH * 1e9 / (System.nanoTime() - start);
    }
  }
}

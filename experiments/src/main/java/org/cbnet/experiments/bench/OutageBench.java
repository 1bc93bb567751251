package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.stack.LocalStack;

/**
 * What a broker that is killed does to inference, and how fast the spool drains once it is back.
 */
final class OutageBench {
  private static final Duration PART = Duration.ofSeconds(10);
  private static final int FRAMES_PER_SECOND = 30;

  private OutageBench() {}

  static void measure(LocalStack stack, ObjectNode figures)
      throws IOException, InterruptedException {
    LocalStack.Broker broker = stack.startBroker(0, true);
    List<Double> drains = new ArrayList<>();
    try (FieldAgent paced =
        FieldAgent.start(
            stack.folder(),
            "paced",
            broker.address(),
            "  repeat: 0%n  frames-per-second: %d%n".formatted(FRAMES_PER_SECOND))) {
      paced.await("results_acknowledged_total", 2 * FRAMES_PER_SECOND, true);
      double written = paced.figure("disk_written_bytes_total");
      double inferred = paced.figure("frames_classified_total");
      double before = paced.rate(PART);
      written = paced.figure("disk_written_bytes_total") - written;
      inferred = paced.figure("frames_classified_total") - inferred;
      broker.process().kill();
      double during = paced.rate(PART);
      paced.await("results_spooled", 12 * FRAMES_PER_SECOND, true);
      broker = stack.startBroker(broker.port(), true);
      drains.add(drainRate(paced));
      figures.put("outageRateAt30", during / before);
      figures.put("drainVsProductionAt30", drains.get(0) / FRAMES_PER_SECOND);
      figures.put("diskBytesPerResultAt30", written / inferred);
      // The agent's own figure has its first writes in it.
      figures.put(
          "cardYearsAt30",
          paced.figure("disk_card_years")
              * paced.figure("disk_bytes_per_result")
              / (written / inferred));
      figures.put("wireBytesPerResultAt30", paced.figure("wire_bytes_per_result"));
    }
    try (FieldAgent unpaced =
        FieldAgent.start(stack.folder(), "unpaced", broker.address(), "  repeat: 0\n")) {
      unpaced.await("results_acknowledged_total", 100_000, true);
      double before = unpaced.rate(PART);
      broker.process().kill();
      double during = unpaced.rate(PART);
      figures.put("unpacedResultsPerSecond", before);
      figures.put("outageRateUnpaced", during / before);
    }
  }

  // Results that left a second, from the first that does on; the agent goes on inferring.
  private static double drainRate(FieldAgent agent) throws IOException, InterruptedException {
    double left = agent.figure("results_acknowledged_total");
    agent.await("results_acknowledged_total", left + 1, true);
    long start = System.nanoTime();
    agent.await("results_spooled", FRAMES_PER_SECOND, false);
    double seconds = (System.nanoTime() - start) / 1e9;
    return (agent.figure("results_acknowledged_total") - left) / Math.max(0.02, seconds);
  }
}

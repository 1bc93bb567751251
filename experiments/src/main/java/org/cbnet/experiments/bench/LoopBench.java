package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.spool.Durability;
import org.cbnet.edge.spool.Spool;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.schemas.record.ResultBatch;

/**
 * The whole loop, frame in memory to result stored, against the bare strategy on the same frames:
 * blocks that take turns, so that a machine that changes its speed changes it for both.
 */
final class LoopBench {
  private static final int FRAMES = 5_000;
  private static final int ROUNDS = 41;
  private static final int WARM_UP_ROUNDS = 6;
  private static final int BATCH = 50;

  private LoopBench() {}

  static void measure(Path work, ObjectNode figures) throws IOException, InterruptedException {
    List<Frame> frames = BenchAgent.frames(FRAMES);
    ResultBatch last = BenchAgent.batches(work, 1, 1).get(0);
    List<Double> bare = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (InferenceStrategy strategy = BenchAgent.cbnet();
        Spool spool = BenchAgent.spool(work, Durability.EVERY_BATCH, () -> {})) {
      InferenceLoop loop = BenchAgent.loop(strategy, spool, BATCH);
      for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
        double bareMicros = bare(strategy, frames);
        double wholeMicros = whole(loop, spool, last, frames);
        BenchAgent.empty(spool);
        if (round >= 0) {
          bare.add(bareMicros);
          whole.add(wholeMicros);
          ratios.add(wholeMicros / bareMicros);
        }
      }
    }
    figures.put("bareMicros", Ratio.median(bare));
    figures.put("loopMicros", Ratio.median(whole));
    Ratio.of(ratios).put(figures, "loopVsBare");
  }

  private static double bare(InferenceStrategy strategy, List<Frame> frames) {
    int classified = 0;
    long start = System.nanoTime();
    for (Frame frame : frames) {
      classified += strategy.infer(frame) instanceof Outcome.Classified ? 1 : 0;
    }
    double micros = (System.nanoTime() - start) / 1e3 / frames.size();
    if (classified != frames.size()) {
      throw new IllegalStateException("%d of %d classified".formatted(classified, frames.size()));
    }
    return micros;
  }

  private static double whole(InferenceLoop loop, Spool spool, ResultBatch last, List<Frame> frames)
      throws InterruptedException {
    long start = System.nanoTime();
    BenchAgent.run(loop, frames);
    BenchAgent.awaitStored(spool, last);
    return (System.nanoTime() - start) / 1e3 / frames.size();
  }
}

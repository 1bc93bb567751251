package org.cbnet.experiments.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Writes batches of results; one set of records is filled again and again. Not thread-safe. */
final class BatchWriter {
  private static final int CLASSES = 10;
  private static final double FAILED_SHARE = 0.001;
  private static final long PREPROCESS_NANOS = 45_000;
  private static final double FINAL_TO_EARLY = 2.3;

  private final AvroCodec<ResultBatch> codec = AvroCodec.of(ResultBatch.class);
  private final SplittableRandom random;
  private final LogNormal scatter;
  private final FleetPlan plan;
  private final List<Result> results;

  BatchWriter(FleetPlan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.scatter = new LogNormal(0.35, plan.seed());
    this.results = new ArrayList<>(plan.batchResults());
    for (int i = 0; i < plan.batchResults(); i++) {
      results.add(new Result());
    }
  }

  FleetRecord next(FleetDevice device, long sentMicros) {
    ResultBatch batch = device.header();
    long first = device.takeSequence(results.size());
    batch.setFirstSequence(first);
    batch.setSentWallMicros(sentMicros);
    batch.setSentMonotonicNanos(device.monotonicNanos(sentMicros));
    device.paired().ifPresent(place -> batch.setRound(place.round(first)));
    for (int i = 0; i < results.size(); i++) {
      fill(results.get(i), device, first + i, plan.captureMicros(sentMicros, i));
    }
    batch.setResults(results);
    return new FleetRecord(
        Topics.INFERENCE_RESULTS.name(),
        device.id(),
        codec.encode(batch),
        results.size(),
        sentMicros);
  }

  private void fill(Result result, FleetDevice device, long sequence, long capturedMicros) {
    result.setCaptureMicros(capturedMicros);
    result.setCaptureMonotonicNanos(device.monotonicNanos(capturedMicros));
    Optional<PairedPlace> place = device.paired();
    result.setFrameId("f-" + (place.isPresent() ? place.get().frame(sequence) : sequence));
    result.setTrueLabel(null);
    if (place.isEmpty() && random.nextDouble() < FAILED_SHARE) {
      fail(result);
      return;
    }
    Arm arm = device.arm();
    boolean early = random.nextDouble() < arm.earlyShare();
    long preprocess = scatter.scatter(PREPROCESS_NANOS, random);
    long median =
        arm.earlyShare() > 0 && !early
            ? (long) (arm.medianNanos() * FINAL_TO_EARLY)
            : arm.medianNanos();
    long edge = scatter.scatter(median, random);
    result.setOutcome(WireNames.CLASSIFIED);
    result.setFailureReason(null);
    result.setExit(early ? "exit1" : "final");
    result.setConfidence((float) (1 - 0.5 * random.nextDouble() * random.nextDouble()));
    result.setPreprocessNanos(preprocess);
    result.setEdgeNanos(edge);
    result.setTotalNanos(preprocess + edge);
    if (place.isPresent()) {
      label(result, arm, place.get().ofFrame(plan.seed(), sequence));
    } else {
      result.setPredictedLabel(random.nextInt(CLASSES));
    }
  }

  // What is hard for one arm is mostly hard for the others: that is what pairing is for.
  private void label(Result result, Arm arm, SplittableRandom frame) {
    int label = frame.nextInt(CLASSES);
    double hardness = 0.9 * frame.nextDouble() + 0.1 * random.nextDouble();
    result.setTrueLabel(label);
    result.setPredictedLabel(hardness < arm.accuracy() ? label : (label + 1) % CLASSES);
  }

  private static void fail(Result result) {
    result.setOutcome(WireNames.FAILED);
    result.setFailureReason("shape");
    result.setPredictedLabel(null);
    result.setConfidence(null);
    result.setExit(null);
    result.setPreprocessNanos(null);
    result.setEdgeNanos(null);
    result.setTotalNanos(null);
  }
}

package org.cbnet.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.config.BatchConfig;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class InferenceLoopTest {
  private static final Outcome.Classified SEVEN =
      new Outcome.Classified(7, 0.5f, "final", new StageTimes(10, StageTimes.NOT_MEASURED, 20, 31));

  private final ManualClock clock = new ManualClock();
  private final Spool spool = new InMemorySpool(3, 1 << 24, () -> {});
  private boolean clockSynced;
  private Function<Frame, Outcome> behaviour = frame -> SEVEN;
  private final EnergyRecorder energy =
      new EnergyRecorder(
          TestRecords.IDENTITY,
          new ModelMeter(Board.PI_4_V12_64, () -> 0),
          clock,
          () -> clockSynced,
          Duration.ofSeconds(10).toNanos());
  private final Handover handover = new Handover(new Work(new Scripted(), TestRecords.CONTEXT));
  private final InferenceLoop loop =
      new InferenceLoop(
          TestRecords.IDENTITY,
          handover,
          new BatchConfig(5, Duration.ofMillis(500)),
          energy,
          spool,
          clock);

  @Test
  void sealsABatchWhenItIsFullAndTheRestAtTheEnd() throws InterruptedException {
    run(new ScriptedSource().frames(12));

    assertThat(batches()).extracting(batch -> batch.getResults().size()).containsExactly(5, 5, 2);
  }

  @Test
  void sealsABatchWhoseFirstResultHasWaitedLongEnough() throws InterruptedException {
    run(
        new ScriptedSource()
            .frames(2)
            .nothingWhile(() -> clock.advance(Duration.ofMillis(499)))
            .frames(1)
            .nothingWhile(() -> clock.advance(Duration.ofMillis(1)))
            .frames(1));

    assertThat(batches()).extracting(batch -> batch.getResults().size()).containsExactly(3, 1);
  }

  @Test
  void sealsABatchWhenTheContextChanges() throws InterruptedException {
    run(new ScriptedSource().frames(2));
    loop.run(new ScriptedSource().frames(2), TestRecords.CONTEXT.inRound(1));

    assertThat(batches()).extracting(ResultBatch::getRound).containsExactly(0, 1);
    assertThat(batches()).extracting(ResultBatch::getFirstSequence).containsExactly(0L, 2L);
  }

  @Test
  void tellsOfAResultAllThatTheStrategySaid() throws InterruptedException {
    run(new ScriptedSource().frames(1));

    ResultBatch batch = batches().get(0);
    Result result = batch.getResults().get(0);
    assertThat(result.getOutcome()).isEqualTo("classified");
    assertThat(result.getFailureReason()).isNull();
    assertThat(result.getFrameId()).isEqualTo("frame-0");
    assertThat(result.getPredictedLabel()).isEqualTo(7);
    assertThat(result.getTrueLabel()).isEqualTo(7);
    assertThat(result.getConfidence()).isEqualTo(0.5f);
    assertThat(result.getExit()).isEqualTo("final");
    assertThat(result.getPreprocessNanos()).isEqualTo(10);
    assertThat(result.getConvertNanos()).isNull();
    assertThat(result.getEdgeNanos()).isEqualTo(20);
    assertThat(result.getTotalNanos()).isEqualTo(31);
    assertThat(batch.getDeviceId()).isEqualTo("pi-1");
    assertThat(batch.getInstallId()).isEqualTo("install-1");
    assertThat(batch.getBootNumber()).isEqualTo(3);
    assertThat(batch.getOsBootId()).isEqualTo("os-boot-1");
    assertThat(batch.getSite()).isEqualTo("lab");
    assertThat(batch.getBoard()).isEqualTo("rbp4b1.2-64");
    assertThat(batch.getAgentVersion()).isEqualTo("0.1.0");
    assertThat(batch.getModelHash()).isEqualTo("model-hash");
    assertThat(batch.getConfigHash()).isEqualTo("config-hash");
    assertThat(batch.getStrategy()).isEqualTo("edge-full");
    assertThat(batch.getRunId()).isEqualTo("run-1");
    assertThat(batch.getDataset()).isEqualTo("fashion-mnist");
    assertThat(batch.getLinkProfile()).isNull();
    assertThat(batch.getPairedArms()).isEqualTo(4);
  }

  @Test
  void takesTheTimeAtCaptureNotAfterInference() throws InterruptedException {
    long micros = clock.wallMicros();
    long nanos = clock.monotonicNanos();
    behaviour =
        frame -> {
          clock.advance(Duration.ofMillis(3));
          return SEVEN;
        };

    run(new ScriptedSource().frames(1));

    Result result = batches().get(0).getResults().get(0);
    assertThat(result.getCaptureMicros()).isEqualTo(micros);
    assertThat(result.getCaptureMonotonicNanos()).isEqualTo(nanos);
  }

  @Test
  void countsAFailedFrameWithItsReason() throws InterruptedException {
    behaviour = frame -> new Outcome.Failed("shape", "2 x 2");

    run(new ScriptedSource().frames(1));

    Result result = batches().get(0).getResults().get(0);
    assertThat(result.getOutcome()).isEqualTo("failed");
    assertThat(result.getFailureReason()).isEqualTo("shape");
    assertThat(result.getPredictedLabel()).isNull();
    assertThat(result.getTotalNanos()).isNull();
    assertThat(counters().failed()).isEqualTo(1);
  }

  @Test
  void countsAFrameOnWhichTheStrategyThrowsAndGoesOn() throws InterruptedException {
    behaviour =
        frame -> {
          if (frame.id().equals("frame-1")) {
            throw new IllegalStateException("native code said no");
          }
          return SEVEN;
        };

    run(new ScriptedSource().frames(3));

    assertThat(batches().get(0).getResults())
        .extracting(Result::getFailureReason)
        .containsExactly(null, "exception", null);
    assertThat(counters().classified()).isEqualTo(2);
    assertThat(counters().failed()).isEqualTo(1);
  }

  @Test
  void skipsAndCountsAnUnreadableFrame() throws InterruptedException {
    run(new ScriptedSource().frames(1).unreadable("a.png").unreadable("b.png").frames(1));

    assertThat(counters().captured()).isEqualTo(4);
    assertThat(counters().skipped()).isEqualTo(2);
    assertThat(counters().classified()).isEqualTo(2);
  }

  @Test
  void closesAnEnergyIntervalAtTheEndWithTheResultsItHolds() throws InterruptedException {
    run(new ScriptedSource().frames(7));

    assertThat(samples()).hasSize(1);
    EnergySample sample = samples().get(0);
    assertThat(sample.getInferenceCount()).isEqualTo(7);
    assertThat(sample.getFirstResultSequence()).isZero();
    assertThat(sample.getLastResultSequence()).isEqualTo(6);
    assertThat(entries().get(entries().size() - 1)).isInstanceOf(SpoolEntry.Energy.class);
  }

  @Test
  void closesAnEnergyIntervalWhenItIsLongEnoughWithTheOpenBatchBeforeIt()
      throws InterruptedException {
    behaviour =
        frame -> {
          clock.advance(Duration.ofSeconds(frame.id().equals("frame-2") ? 10 : 0));
          return SEVEN;
        };

    run(new ScriptedSource().frames(4));

    assertThat(samples()).extracting(EnergySample::getLastResultSequence).containsExactly(2L, 3L);
    assertThat(samples()).extracting(EnergySample::getInferenceCount).containsExactly(3L, 1L);
  }

  @Test
  void keepsRoundsApartInEnergy() throws InterruptedException {
    run(new ScriptedSource().frames(2));
    loop.run(new ScriptedSource().frames(3), TestRecords.CONTEXT.inRound(1));

    assertThat(samples()).extracting(EnergySample::getRound).containsExactly(0, 1);
    assertThat(samples()).extracting(EnergySample::getFirstResultSequence).containsExactly(0L, 2L);
  }

  @Test
  void vouchesInARecordForAllItsTimesOrForNone() throws InterruptedException {
    run(new ScriptedSource().frames(2).nothingWhile(() -> clockSynced = true).frames(1));

    assertThat(batches()).extracting(batch -> batch.getResults().size()).containsExactly(2, 1);
    assertThat(batches()).extracting(ResultBatch::getClockSynced).containsExactly(false, true);
    assertThat(samples()).extracting(EnergySample::getClockSynced).containsExactly(false, true);
    assertThat(samples()).extracting(EnergySample::getInferenceCount).containsExactly(2L, 1L);
  }

  @Test
  void chargesATurnForSendingItsResults() throws InterruptedException {
    List<Integer> spooledWhileDraining = new ArrayList<>();

    loop.runTurn(
        new ScriptedSource().frames(5),
        handover.current(),
        atMost -> {
          spooledWhileDraining.add(spool.status().entries());
          clock.advance(Duration.ofMillis(40));
          return true;
        });

    assertThat(spooledWhileDraining).containsExactly(1);
    assertThat(samples()).hasSize(1);
    assertThat(samples().get(0).getDurationNanos()).isEqualTo(Duration.ofMillis(40).toNanos());
    assertThat(samples().get(0).getInferenceCount()).isEqualTo(5);
  }

  @Test
  void keepsIntervalsShortWhileATurnWaitsForTheBroker() throws InterruptedException {
    List<Duration> waits = new ArrayList<>();

    loop.runTurn(
        new ScriptedSource().frames(1),
        handover.current(),
        atMost -> {
          waits.add(atMost);
          clock.advance(Duration.ofSeconds(5));
          return waits.size() == 5;
        });

    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMillis(500)) <= 0);
    assertThat(samples())
        .extracting(EnergySample::getDurationNanos)
        .containsExactly(10_000_000_000L, 10_000_000_000L, 5_000_000_000L);
  }

  @Test
  void stopsAfterTheFrameItIsAtAndLeavesNothingOpen() throws InterruptedException {
    behaviour =
        frame -> {
          loop.stop();
          return SEVEN;
        };

    run(new ScriptedSource().frames(3));

    assertThat(counters().captured()).isEqualTo(1);
    assertThat(samples()).hasSize(1);
  }

  @Test
  void takesOtherWorkBetweenTwoFramesAndKeepsResultsAndEnergyApart() throws InterruptedException {
    WorkContext other = TestRecords.CONTEXT.inRound(1);

    run(
        new ScriptedSource()
            .frames(2)
            .nothingWhile(() -> handover.offer(new Work(always(3), other)))
            .frames(2));

    assertThat(batches()).extracting(ResultBatch::getRound).containsExactly(0, 1);
    assertThat(batches().get(0).getResults())
        .extracting(Result::getPredictedLabel)
        .containsExactly(7, 7);
    assertThat(batches().get(1).getResults())
        .extracting(Result::getPredictedLabel)
        .containsExactly(3, 3);
    assertThat(samples()).extracting(EnergySample::getRound).containsExactly(0, 1);
    assertThat(samples()).extracting(EnergySample::getInferenceCount).containsExactly(2L, 2L);
    assertThat(handover.current().context()).isEqualTo(other);
  }

  private static InferenceStrategy always(int label) {
    return new InferenceStrategy() {
      @Override
      public String name() {
        return "always";
      }

      @Override
      public Outcome infer(Frame frame) {
        return new Outcome.Classified(label, 1, "final", SEVEN.times());
      }

      @Override
      public void close() {}
    };
  }

  private void run(ScriptedSource source) throws InterruptedException {
    loop.run(source, TestRecords.CONTEXT);
  }

  private SpoolCounters counters() {
    return spool.status().current();
  }

  private List<ResultBatch> batches() {
    List<ResultBatch> batches = new ArrayList<>();
    for (SpoolEntry entry : entries()) {
      if (entry instanceof SpoolEntry.Results results) {
        batches.add(results.batch());
      }
    }
    return batches;
  }

  private List<EnergySample> samples() {
    List<EnergySample> samples = new ArrayList<>();
    for (SpoolEntry entry : entries()) {
      if (entry instanceof SpoolEntry.Energy energySample) {
        samples.add(energySample.sample());
      }
    }
    return samples;
  }

  private List<SpoolEntry> entries() {
    List<SpoolEntry> entries = new ArrayList<>();
    Optional<SpoolEntry> next = spool.next(-1);
    while (next.isPresent()) {
      entries.add(next.get());
      next = spool.next(next.get().position());
    }
    return entries;
  }

  private final class Scripted implements InferenceStrategy {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Outcome infer(Frame frame) {
      return behaviour.apply(frame);
    }

    @Override
    public void close() {}
  }
}

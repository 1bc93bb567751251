package org.cbnet.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.capture.Receipt;
import org.cbnet.edge.capture.StoredResult;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.config.BatchConfig;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.spool.SpoolInput;
import org.cbnet.edge.spool.StoreListener;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

/** Who waits for a frame's result hears of it, from a spool that stores later. */
class ReceiptsTest {
  private final ManualClock clock = new ManualClock();
  private final LaterSpool spool = new LaterSpool();
  private final InferenceLoop loop =
      new InferenceLoop(
          TestRecords.IDENTITY,
          new Handover(new Work(new Sevens(), TestRecords.CONTEXT)),
          new BatchConfig(5, Duration.ofMillis(500)),
          new EnergyRecorder(
              TestRecords.IDENTITY,
              new ModelMeter(Board.PI_4_V12_64, () -> 0),
              clock,
              () -> false,
              Duration.ofSeconds(10).toNanos()),
          spool,
          clock);

  @Test
  void tellsEachWhoWaitsItsIdentityAndResultOnceTheBatchIsStored() throws InterruptedException {
    Heard first = new Heard(true);
    Heard second = new Heard(true);
    run(new ScriptedSource().frames(6).awaited(first).frames(1).awaited(second));

    assertThat(spool.sizes()).containsExactly(5, 4);
    assertThat(first.stored).isEmpty();
    spool.listeners.get(1).stored();

    StoredResult result = first.stored.get(0);
    assertThat(result.deviceId()).isEqualTo("pi-1");
    assertThat(result.installId()).isEqualTo("install-1");
    assertThat(result.bootNumber()).isEqualTo(3);
    assertThat(result.sequence()).isEqualTo(106);
    assertThat(result.result().getFrameId()).isEqualTo("frame-6");
    assertThat(result.result().getPredictedLabel()).isEqualTo(7);
    assertThat(second.stored).extracting(StoredResult::sequence).containsExactly(108L);
  }

  @Test
  void tellsWhyABatchWasLost() throws InterruptedException {
    Heard heard = new Heard(true);
    run(new ScriptedSource().awaited(heard));

    spool.listeners.get(0).lost("no space");

    assertThat(heard.lost).containsExactly("no space");
    assertThat(heard.stored).isEmpty();
  }

  @Test
  void sealsAtOnceWhatSomebodyWaitsForWhereNoFurtherFrameIsReady() throws InterruptedException {
    List<Integer> sealed = new ArrayList<>();
    run(
        new ScriptedSource()
            .awaited(new Heard(true))
            .nothingWhile(() -> sealed.add(spool.batches.size()))
            .nothingWhile(() -> sealed.add(spool.batches.size()))
            .frames(1));

    // The clock stands still: nothing has lingered.
    assertThat(sealed).containsExactly(0, 1);
    assertThat(spool.sizes()).containsExactly(1, 1);
  }

  @Test
  void batchesWhatIsAwaitedWhileFurtherFramesAreReady() throws InterruptedException {
    ScriptedSource source = new ScriptedSource();
    for (int i = 0; i < 7; i++) {
      source.awaited(new Heard(true));
    }
    run(source.nothingWhile(() -> {}).frames(1));

    assertThat(spool.sizes()).containsExactly(5, 2, 1);
  }

  @Test
  void letsABatchLingerForWhichNobodyHurries() throws InterruptedException {
    run(
        new ScriptedSource()
            .awaited(new Heard(false))
            .nothingWhile(() -> {})
            .nothingWhile(() -> {})
            .frames(1));

    assertThat(spool.sizes()).containsExactly(2);
  }

  @Test
  void listensToNoBatchForWhichNobodyWaits() throws InterruptedException {
    run(new ScriptedSource().frames(3).nothingWhile(() -> {}).frames(4));

    assertThat(spool.sizes()).containsExactly(5, 2);
    assertThat(spool.listeners).containsOnly(StoreListener.NONE);
  }

  private void run(ScriptedSource source) throws InterruptedException {
    loop.run(source, TestRecords.CONTEXT);
  }

  private static final class Heard implements Receipt {
    private final boolean urgent;
    private final List<StoredResult> stored = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    private Heard(boolean urgent) {
      this.urgent = urgent;
    }

    @Override
    public boolean urgent() {
      return urgent;
    }

    @Override
    public void stored(StoredResult result) {
      stored.add(result);
    }

    @Override
    public void lost(String reason) {
      lost.add(reason);
    }
  }

  private static final class LaterSpool implements SpoolInput {
    private final List<ResultBatch> batches = new ArrayList<>();
    private final List<StoreListener> listeners = new ArrayList<>();
    private long next = 100;

    private List<Integer> sizes() {
      return batches.stream().map(batch -> batch.getResults().size()).toList();
    }

    @Override
    public long append(ResultBatch batch, StoreListener listener) {
      batch.setFirstSequence(next);
      next += batch.getResults().size();
      batches.add(batch);
      listeners.add(listener);
      return batch.getFirstSequence();
    }

    @Override
    public void append(EnergySample sample) {}

    @Override
    public void countSkipped(int frames) {}
  }

  private static final class Sevens implements InferenceStrategy {
    @Override
    public String name() {
      return "sevens";
    }

    @Override
    public Outcome infer(Frame frame) {
      return new Outcome.Classified(
          7, 0.5f, "final", new StageTimes(10, StageTimes.NOT_MEASURED, 20, 31));
    }

    @Override
    public void close() {}
  }
}

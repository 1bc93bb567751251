package org.cbnet.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.edge.config.BatchConfig;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.energy.ProcessCpuTime;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.loop.Handover;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.loop.Work;
import org.cbnet.edge.spool.BootKey;
import org.cbnet.edge.spool.Durability;
import org.cbnet.edge.spool.FullPolicy;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolLimits;
import org.cbnet.edge.spool.SpoolOpener;
import org.cbnet.edge.spool.StoreListener;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.edge.status.Steered;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.schemas.record.ResultBatch;

/** The agent's own parts, put together for a measurement in this process. */
final class BenchAgent {
  static final EdgeClock CLOCK = new SystemClock(Clock.systemUTC());
  static final ClockSync SYNCED = () -> true;
  static final DeviceIdentity IDENTITY =
      new DeviceIdentity(
          "pi-0001", "default", "rbp4b1.2-64", "0.1.0", "5f0c2a9be1d84763", 17, "8a530d2f7e1b9c11");
  private static final WorkContext FIELD =
      new WorkContext(
          "cbnet",
          "856314f0b31ba9a17091848b60b08ecf10f295325c306a77e81866246d73c9de",
          "01d7a6779ed2a09d",
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final long CAP_BYTES = 1L << 30;

  private BenchAgent() {}

  /** The shipped cbnet. */
  static InferenceStrategy cbnet() throws IOException {
    Path bundle = JavaLauncher.home().resolve("models/fashion-mnist/cbnet");
    return Strategies.open(StrategyName.CBNET, ModelBundle.load(bundle), OptionalDouble.empty());
  }

  /** Frames of the shipped sample as a camera has them: nobody knows their class. */
  static List<Frame> frames(int count) throws IOException {
    LabelledImages sample = DataSets.sample();
    List<Frame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Frame frame = sample.frame(i % sample.size());
      frames.add(
          new Frame("frame-" + i, frame.pixels(), frame.height(), frame.width(), Frame.UNLABELLED));
    }
    return frames;
  }

  static Spool spool(Path work, Durability durability, Runnable onStored) throws IOException {
    Path folder = Files.createTempDirectory(work, "spool");
    return new SpoolOpener(
            folder,
            new SpoolLimits(CAP_BYTES, FullPolicy.DROP_OLDEST, Duration.ofDays(7)),
            durability,
            Duration.ofSeconds(5))
        .open(
            new BootKey(IDENTITY.installId(), IDENTITY.bootNumber(), IDENTITY.osBootId()),
            CLOCK,
            SYNCED,
            onStored);
  }

  static StatusReport report(Spool spool) {
    return new StatusReport(IDENTITY, () -> FIELD, () -> Steered.NOT_AT_ALL, spool, CLOCK);
  }

  static InferenceLoop loop(InferenceStrategy strategy, Spool spool, int batchResults) {
    EnergyRecorder energy =
        new EnergyRecorder(
            IDENTITY,
            new ModelMeter(Board.PI_4_V12_64, new ProcessCpuTime()),
            CLOCK,
            SYNCED,
            Duration.ofSeconds(10).toNanos());
    return new InferenceLoop(
        IDENTITY,
        new Handover(new Work(strategy, FIELD)),
        new BatchConfig(batchResults, Duration.ofSeconds(10)),
        energy,
        spool,
        CLOCK);
  }

  /** Runs frames through a loop as fast as it takes them. */
  static void run(InferenceLoop loop, List<Frame> frames) throws InterruptedException {
    try (FrameSource source = new InMemory(frames)) {
      loop.run(source, FIELD);
    }
  }

  /** Real batches of so many results each. */
  static List<ResultBatch> batches(Path work, int batches, int results)
      throws IOException, InterruptedException {
    List<ResultBatch> made = new ArrayList<>();
    try (InferenceStrategy strategy = cbnet();
        Spool spool = spool(work, Durability.INTERVAL, () -> {})) {
      run(loop(strategy, spool, results), frames(batches * results));
      long after = -1;
      while (made.size() < batches) {
        Optional<SpoolEntry> next = spool.next(after);
        if (next.isEmpty()) {
          Thread.sleep(1);
          continue;
        }
        after = next.get().position();
        if (next.get() instanceof SpoolEntry.Results entry) {
          made.add(entry.batch());
        }
      }
    }
    return made;
  }

  /** Returns once everything that was appended before is stored. */
  static void awaitStored(Spool spool, ResultBatch last) throws InterruptedException {
    CountDownLatch stored = new CountDownLatch(1);
    spool.append(
        last,
        new StoreListener() {
          @Override
          public void stored() {
            stored.countDown();
          }

          @Override
          public void lost(String reason) {
            stored.countDown();
          }
        });
    stored.await();
  }

  /** Takes everything out, unsent. */
  static void empty(Spool spool) {
    Optional<SpoolEntry> next = spool.next(-1);
    while (next.isPresent()) {
      long position = next.get().position();
      spool.acknowledge(position);
      next = spool.next(position);
    }
  }

  /** Frames that are there already. */
  private static final class InMemory implements FrameSource {
    private final Capture[] captures;
    private int next;

    private InMemory(List<Frame> frames) {
      captures = frames.stream().map(Capture.Image::new).toArray(Capture[]::new);
    }

    @Override
    public Capture poll(Duration timeout) {
      return next == captures.length ? Capture.Empty.END : captures[next++];
    }

    @Override
    public void close() {
      next = captures.length;
    }
  }
}

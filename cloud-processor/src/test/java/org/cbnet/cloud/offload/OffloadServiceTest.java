package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.cbnet.cloud.config.Offload;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The core on shipped bundles, without a transport. */
class OffloadServiceTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int FRAMES = 24;

  private final LabelledImages sample = sample();
  private final Mailbox mailbox = new Mailbox();
  private final KeptLetters letters = new KeptLetters();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mnist/lenet", "fashion-mnist/resnet"})
  void answersAtEveryCutWhatTheWholeBundleAnswers(String bundle) throws Exception {
    try (TestDevice device = new TestDevice(bundle);
        OffloadService service = service(config(32, 1_000), System::nanoTime)) {
      Map<String, Outcome.Classified> expected = new HashMap<>();
      for (Cut cut : device.cuts()) {
        for (int i = 0; i < FRAMES; i++) {
          Frame frame = sample.frame(i);
          OffloadRequest request = device.request(cut, frame, LONG);
          expected.put(request.getRequestId(), device.expected(frame));
          service.submit(mailbox.arrival(request, System.nanoTime()));
        }
      }
      for (int i = 0; i < expected.size(); i++) {
        OffloadReply reply = mailbox.await();
        Outcome.Classified whole = expected.get(reply.getRequestId());
        assertThat(reply.getStatus()).as("%s", reply.getReason()).isEqualTo("ok");
        assertThat(reply.getPredictedLabel()).isEqualTo(whole.label());
        assertThat(reply.getConfidence()).isCloseTo(whole.confidence(), within(1e-4f));
        assertThat(reply.getExit()).isEqualTo("final");
        assertThat(reply.getDeviceId()).isEqualTo(TestDevice.ID);
        assertThat(reply.getCloudNanos()).isPositive();
      }
      assertThat(service.totals())
          .isEqualTo(new OffloadTotals(expected.size(), 0, expected.size(), 0, 0, 0, 0));
      assertThat(letters.reasons()).isEmpty();
    }
  }

  @Test
  void aProbeIsAnsweredAtTheDoorWithTheQueueBeforeIt() throws Exception {
    AtomicLong clock = new AtomicLong(1_000_000_000);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), clock::get)) {
      OffloadRequest probe = device.request(device.cuts().get(1), sample.frame(0), LONG);
      probe.setCut(OffloadQuestion.PROBE);
      service.submit(mailbox.arrival(probe, clock.get()));

      OffloadReply reply = mailbox.await();
      assertThat(reply.getStatus()).isEqualTo("ok");
      assertThat(reply.getExit()).isEqualTo("probe");
      assertThat(reply.getQueueNanos()).isZero();
      assertThat(reply.getCloudNanos()).isZero();
      assertThat(service.totals()).isEqualTo(new OffloadTotals(1, 0, 1, 0, 0, 0, 0));
      assertThat(service.work().images()).isZero();

      probe.setRequestId("of no bundle");
      probe.setBundleHash("0".repeat(64));
      service.submit(mailbox.arrival(probe, clock.get()));
      assertThat(mailbox.await().getStatus()).isEqualTo("unknown-bundle");
    }
  }

  @Test
  void answersBehindTheFirstExitOfABundleInParts() throws Exception {
    ModelBundle bundle = ModelBundle.load(TestDevice.MODELS.resolve("fashion-mnist/branchynet"));
    CutTensor features = Partition.ofRest(bundle).cuts().get(0).tensors().get(0);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), System::nanoTime);
        OrtSession exit1 =
            OrtEnvironment.getEnvironment()
                .createSession(bundle.graph("exit1"), Provider.CPU.sessionOptions());
        InferenceStrategy onTheDevice =
            Strategies.open(StrategyName.EARLY_EXIT, bundle, OptionalDouble.of(0))) {
      for (int i = 0; i < FRAMES; i++) {
        OffloadRequest request = device.request(device.cuts().get(0), sample.frame(i), LONG);
        request.setBundleHash(bundle.hash());
        request.setCut("1:features");
        request.setTensors(List.of(features(exit1, bundle, features, sample.frame(i))));
        service.submit(mailbox.arrival(request, System.nanoTime()));

        OffloadReply reply = mailbox.await();
        Outcome.Classified last = (Outcome.Classified) onTheDevice.infer(sample.frame(i));
        assertThat(reply.getStatus()).as("%s", reply.getReason()).isEqualTo("ok");
        assertThat(reply.getPredictedLabel()).isEqualTo(last.label());
        assertThat(reply.getConfidence()).isCloseTo(last.confidence(), within(1e-4f));
      }
    }
  }

  private static Tensor features(OrtSession exit1, ModelBundle bundle, CutTensor of, Frame frame)
      throws Exception {
    float[] table = bundle.manifest().preprocessing().table();
    FloatBuffer pixels = FloatBuffer.allocate(frame.pixels().length);
    for (byte pixel : frame.pixels()) {
      pixels.put(table[pixel & 0xff]);
    }
    pixels.flip();
    long[] shape = {1, 1, frame.height(), frame.width()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), pixels, shape);
        OrtSession.Result made = exit1.run(Map.of("image", input))) {
      OnnxTensor values = (OnnxTensor) made.get(of.name()).orElseThrow();
      EncodedTensor coded =
          new FeatureEncoder(Precision.FLOAT32, Compression.LZ4).encode(values.getFloatBuffer());
      return TestDevice.tensor(
          of.name(),
          coded.elementType(),
          of.shape(),
          coded.encoding(),
          coded.scale(),
          coded.zeroPoint(),
          coded.data());
    }
  }

  @Test
  void whatWaitsForTheSameTailRunsTogether() throws Exception {
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), System::nanoTime)) {
      // Where eight at once take little more than one.
      Cut cut = device.cuts().get(3);
      List<OffloadRequest> requests = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        requests.add(device.request(cut, sample.frame(i), LONG));
      }

      // All are there before the tail is open.
      requests.forEach(each -> service.submit(mailbox.arrival(each, System.nanoTime())));

      for (int i = 0; i < 8; i++) {
        assertThat(mailbox.await().getStatus()).isEqualTo("ok");
      }
      assertThat(service.work().runs()).isEqualTo(1);
      assertThat(service.work().images()).isEqualTo(8);
    }
  }

  @Test
  void fewerTailsThanAreWantedTakeTurns() throws Exception {
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(1, 1_000), System::nanoTime)) {
      for (int i = 0; i < 12; i++) {
        Cut cut = device.cuts().get(i % 3);
        service.submit(
            mailbox.arrival(device.request(cut, sample.frame(i), LONG), System.nanoTime()));
      }

      for (int i = 0; i < 12; i++) {
        assertThat(mailbox.await().getStatus()).isEqualTo("ok");
      }
      assertThat(service.openTails()).isEqualTo(1);
    }
  }

  @Test
  void aBudgetThatIsOverIsNotComputed() throws Exception {
    AtomicLong clock = new AtomicLong(1_000_000_000);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), clock::get)) {
      OffloadRequest request =
          device.request(device.cuts().get(1), sample.frame(0), Duration.ofMillis(20));

      // 20 ms less the millisecond for the way back.
      service.submit(mailbox.arrival(request, clock.get() - 19_000_000));
      assertThat(mailbox.await().getStatus()).isEqualTo("expired");
      request.setRequestId("in time");
      service.submit(mailbox.arrival(request, clock.get() - 18_999_999));

      assertThat(mailbox.await().getStatus()).isEqualTo("ok");
      assertThat(service.work().images()).isEqualTo(1);
      assertThat(service.totals()).isEqualTo(new OffloadTotals(2, 0, 1, 1, 0, 0, 0));
      assertThat(service.reasons()).containsOnly(Map.entry("budget", 1L));
      assertThat(letters.reasons()).isEmpty();
    }
  }

  @Test
  void whatHeldARequestUpOnItsWayCountsAgainstItsBudget() throws Exception {
    AtomicLong clock = new AtomicLong(5_000_000_000L);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), clock::get)) {
      OffloadRequest request =
          device.request(device.cuts().get(1), sample.frame(0), Duration.ofMillis(50));
      request.setClockId("boot");
      // A clock that has nothing to do with this one.
      request.setSentMonotonicNanos(77_000_000_000L);
      service.submit(mailbox.arrival(request, clock.get()));
      assertThat(mailbox.await().getStatus()).isEqualTo("ok");

      // Sent 10 ms later, here 70 ms later.
      request.setRequestId("held up");
      request.setSentMonotonicNanos(77_010_000_000L);
      clock.addAndGet(70_000_000);
      service.submit(mailbox.arrival(request, clock.get()));

      assertThat(mailbox.await().getStatus()).isEqualTo("expired");
    }
  }

  @Test
  void aTailThatTakesLongerThanTheBudgetIsNotBegun() throws Exception {
    // Each look at this clock takes a millisecond, so that a run takes some.
    AtomicLong looks = new AtomicLong();
    LongSupplier clock = () -> looks.getAndAdd(1_000_000);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), clock)) {
      Cut cut = device.cuts().get(1);
      service.submit(
          mailbox.arrival(device.request(cut, sample.frame(0), LONG), clock.getAsLong()));
      assertThat(mailbox.await().getStatus()).isEqualTo("ok");

      OffloadRequest request = device.request(cut, sample.frame(1), Duration.ofNanos(3_500_000));
      service.submit(mailbox.arrival(request, clock.getAsLong()));

      assertThat(mailbox.await().getStatus()).isEqualTo("expired");
      assertThat(service.work().images()).isEqualTo(1);
    }
  }

  @Test
  void aSlowMomentDoesNotRefuseForEver() throws Exception {
    AtomicLong now = new AtomicLong();
    AtomicLong step = new AtomicLong(1_000_000);
    LongSupplier clock = () -> now.getAndAdd(step.get());
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        OffloadService service = service(config(32, 1_000), clock)) {
      Cut cut = device.cuts().get(1);
      warm(service, device, cut);
      // A run has some looks at the clock, and there are fewer behind it than make a second.
      step.set(300_000_000);
      service.submit(
          mailbox.arrival(device.request(cut, sample.frame(0), LONG), clock.getAsLong()));
      assertThat(mailbox.await().getStatus()).isEqualTo("ok");
      step.set(1_000_000);

      Duration budget = Duration.ofMillis(100);
      service.submit(
          mailbox.arrival(device.request(cut, sample.frame(1), budget), clock.getAsLong()));
      assertThat(mailbox.await().getStatus()).isEqualTo("expired");

      now.addAndGet(Duration.ofSeconds(2).toNanos());
      service.submit(
          mailbox.arrival(device.request(cut, sample.frame(2), budget), clock.getAsLong()));
      assertThat(mailbox.await().getStatus()).isEqualTo("ok");
    }
  }

  @Test
  void aFloodIsBoundedAndNothingIsComputedTooLate() throws Exception {
    int most = 50;
    Duration budget = Duration.ofMillis(20);
    try (TestDevice device = new TestDevice("fashion-mnist/resnet");
        OffloadService service = service(config(32, most), System::nanoTime)) {
      Cut cut = device.cuts().get(1);
      warm(service, device, cut);
      List<OffloadRequest> requests = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        requests.add(device.request(cut, sample.frame(i), budget));
      }
      int sent = 0;
      int longest = 0;
      // Until ten times as many were sent as were computed, and some more.
      while (sent < 5_000 || sent < 10 * service.totals().answered()) {
        OffloadRequest request = requests.get(sent % 100);
        request.setRequestId("flood-" + sent);
        service.submit(mailbox.arrival(request, System.nanoTime()));
        sent++;
        longest = Math.max(longest, service.queued());
      }
      for (int i = 0; i < sent; i++) {
        mailbox.await();
      }

      OffloadTotals totals = service.totals();
      assertThat(totals.received()).isEqualTo(sent + 1L);
      assertThat(totals.open()).isZero();
      assertThat(totals.holds()).isTrue();
      assertThat(totals.answered()).isGreaterThan(1);
      assertThat(totals.expired() + totals.failed()).isEqualTo(sent + 1 - totals.answered());
      assertThat(longest).isBetween(1, most);
      assertThat(service.work().begunLate()).isZero();
      assertThat(service.mostQueuedBytes()).isPositive();
      assertThat(service.queuedBytes()).isZero();
      assertThat(service.work().images()).isEqualTo(totals.answered());
      assertThat(mailbox.byId().values())
          .filteredOn(reply -> reply.getStatus().equals("ok") && isOfFlood(reply))
          .allMatch(reply -> reply.getQueueNanos() < budget.toNanos());
      assertThat(letters.reasons()).isEmpty();
    }
  }

  @Test
  void aQueueIsBoundedInBytesToo() throws Exception {
    AtomicLong clock = new AtomicLong();
    try (TestDevice device = new TestDevice("fashion-mnist/lenet")) {
      Cut cut = device.cuts().get(1);
      Arrival arrival = mailbox.arrival(device.request(cut, sample.frame(0), LONG), 0);
      JobQueue queue = new JobQueue(1_000, 3 * arrival.bytes(), clock::get);
      Job job = new Job(new OffloadRequest(), new TailKey("a", "b"), arrival, 1);

      assertThat(List.of(queue.offer(job), queue.offer(job), queue.offer(job))).containsOnly(true);
      assertThat(queue.offer(job)).isFalse();
      assertThat(queue.bytes()).isEqualTo(3 * arrival.bytes());
    }
  }

  @Test
  void whatWaitsAtTheEndIsRefused() throws Exception {
    OffloadService service = service(config(32, 1_000), System::nanoTime);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet")) {
      OffloadRequest request = device.request(device.cuts().get(1), sample.frame(0), LONG);
      service.submit(mailbox.arrival(request, System.nanoTime()));
      service.close();
      request.setRequestId("after");
      service.submit(mailbox.arrival(request, System.nanoTime()));

      mailbox.await();
      mailbox.await();
      assertThat(mailbox.byId().get("after").getStatus()).isEqualTo("failed");
      assertThat(service.totals().open()).isZero();
    }
  }

  @Test
  void aBundleThatIsPutThereLaterIsFound() throws Exception {
    copy("fashion-mnist/lenet");
    AtomicLong clock = new AtomicLong();
    try (TestDevice device = new TestDevice("mnist/lenet");
        OffloadService service =
            new OffloadService(
                config(32, 1_000), BundleFolders.open(List.of(folder)), letters, clock::get)) {
      OffloadRequest request = device.request(device.cuts().get(1), sample.frame(0), LONG);
      service.submit(mailbox.arrival(request, clock.get()));
      assertThat(mailbox.await().getStatus()).isEqualTo("unknown-bundle");

      copy("mnist/lenet");
      String status = "unknown-bundle";
      for (int i = 0; i < 600 && !status.equals("ok"); i++) {
        clock.addAndGet(Duration.ofSeconds(6).toNanos());
        request.setRequestId("again-" + i);
        service.submit(mailbox.arrival(request, clock.get()));
        status = mailbox.await().getStatus();
        Thread.sleep(50);
      }

      assertThat(status).isEqualTo("ok");
    }
  }

  private void warm(OffloadService service, TestDevice device, Cut cut) throws Exception {
    service.submit(mailbox.arrival(device.request(cut, sample.frame(0), LONG), System.nanoTime()));
    assertThat(mailbox.await().getStatus()).isEqualTo("ok");
  }

  private static boolean isOfFlood(OffloadReply reply) {
    return reply.getRequestId().startsWith("flood-");
  }

  private void copy(String bundle) throws Exception {
    Path to = Files.createDirectories(folder.resolve(bundle));
    try (Stream<Path> files = Files.list(TestDevice.MODELS.resolve(bundle))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // The manifest last: what is found is whole.
        if (!file.endsWith("bundle.json")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    Files.copy(TestDevice.MODELS.resolve(bundle).resolve("bundle.json"), to.resolve("bundle.json"));
  }

  private OffloadService service(Offload config, LongSupplier nanos) throws Exception {
    return new OffloadService(config, BundleFolders.open(config.bundles()), letters, nanos);
  }

  static Offload config(int tails, int queue) {
    return new Offload(
        List.of(TestDevice.MODELS.resolve("fashion-mnist")),
        "127.0.0.1",
        0,
        "test",
        1,
        8,
        tails,
        queue,
        64 << 20,
        Duration.ofMillis(1));
  }

  private static LabelledImages sample() {
    try {
      return DataSets.sample();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

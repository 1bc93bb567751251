package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.partition.Cut;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker alone, with a clock that says when what becomes late. */
@Timeout(120)
class WorkerTest {
  private static final int REQUESTS = 6;
  private static final long SOON = 50;
  private static final long LATER = 1_000_000;

  private final Mailbox mailbox = new Mailbox();
  private final Ledger ledger = new Ledger();

  @Test
  void thoseBehindRowsThatBecameLateWhileAllWereReadMoveUp() throws Exception {
    LabelledImages sample = DataSets.sample();
    // Until all are read it is 0, then the time of some is over.
    AtomicInteger looks = new AtomicInteger();
    LongSupplier clock = () -> looks.getAndIncrement() <= REQUESTS ? 0 : SOON;
    JobQueue queue = new JobQueue(100, 1 << 30, () -> 0);
    Desk desk = new Desk(ledger, new KeptLetters(), () -> 0);
    CountDownLatch opened = new CountDownLatch(1);
    TailOpener opener =
        new TailOpener(
            BundleFolders.open(List.of(TestDevice.MODELS.resolve("fashion-mnist"))), 8, () -> 0);
    try (TestDevice device = new TestDevice("fashion-mnist/lenet");
        TailShelf shelf = new TailShelf(1, opener, new Listening(opened))) {
      Cut cut = device.cuts().get(3);
      TailKey key = new TailKey(device.hash(), cut.id());
      shelf.want(key);
      opened.await();
      List<Integer> expected = new ArrayList<>();
      List<Job> jobs = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        Frame frame = sample.frame(i);
        OffloadRequest request = device.request(cut, frame, Duration.ofMinutes(10));
        request.setRequestId("r" + i);
        expected.add(device.expected(frame).label());
        // The first, and one in the middle.
        long deadline = i == 0 || i == 3 ? SOON : LATER;
        jobs.add(new Job(request, key, mailbox.arrival(request, 0), deadline));
        ledger.received();
      }

      new Worker(queue, shelf, desk, ledger, clock).compute(jobs);

      assertThat(expected.stream().distinct().count()).isGreaterThan(3);
      assertThat(ledger.work().images()).isEqualTo(REQUESTS - 2);
      for (int i = 0; i < REQUESTS; i++) {
        OffloadReply reply = mailbox.byId().get("r" + i);
        boolean isLate = i == 0 || i == 3;
        assertThat(reply.getStatus()).as("r%d", i).isEqualTo(isLate ? "expired" : "ok");
        assertThat(reply.getPredictedLabel()).isEqualTo(isLate ? null : expected.get(i));
      }
    }
  }

  private record Listening(CountDownLatch done) implements TailShelf.Listener {
    @Override
    public void opened(TailKey key) {
      done.countDown();
    }

    @Override
    public void refused(TailKey key, Refusal why) {
      throw new AssertionError(why.message());
    }
  }
}

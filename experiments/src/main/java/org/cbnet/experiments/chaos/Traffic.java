package org.cbnet.experiments.chaos;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.cbnet.experiments.fleet.Fleet;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.fleet.FleetRecord;
import org.cbnet.experiments.fleet.FleetSender;
import org.cbnet.experiments.fleet.Pacer;

/**
 * Sends a troubled fleet's records at the plan's rate on a thread of its own, until it is closed.
 */
final class Traffic implements AutoCloseable {
  private static final double REPEATED_SHARE = 0.1;
  private static final double GARBAGE_SHARE = 0.01;
  private static final double HALF_SHARE = 0.1;
  private static final int LINGER_MILLIS = 5;

  private final FleetSender sender;
  private final Pacer pacer;
  private final Mischief mischief;
  private final SplittableRandom random;
  private final History history;
  private final Iterator<FleetRecord> records;
  private final Thread thread = new Thread(this::run, "chaos-traffic");
  private volatile boolean over;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong results = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong garbage = new AtomicLong();

  Traffic(String bootstrapServers, FleetPlan plan, Clock clock) {
    this.sender = new FleetSender(bootstrapServers, LINGER_MILLIS);
    this.pacer = new Pacer(clock);
    this.mischief = new Mischief(plan.seed());
    this.random = new SplittableRandom(plan.seed() + 1);
    this.history = new History(plan.seed() + 2);
    long start = pacer.nowMicros();
    this.records = new Fleet(plan, start).from(start);
  }

  void start() {
    thread.start();
  }

  /** What was sent last. */
  List<FleetRecord> mark() {
    return history.recent();
  }

  /** Sends again what a kill may have made uncertain. */
  void repeat(List<FleetRecord> marked) throws IOException {
    for (FleetRecord each : marked) {
      sender.send(each);
      repeated.incrementAndGet();
    }
    sender.flush();
  }

  /** Ends the sending; returns when the broker has everything. */
  void finish() throws IOException, InterruptedException {
    over = true;
    thread.join();
    Exception e = failure.get();
    if (e != null) {
      throw new IOException("the traffic broke off: " + e.getMessage(), e);
    }
    sender.flush();
  }

  private void run() {
    try {
      while (!over) {
        FleetRecord next = records.next();
        pacer.await(next);
        send(mischief.sent(next));
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it but the end of the program.
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(FleetRecord next) throws IOException {
    sender.send(next);
    sent.incrementAndGet();
    results.addAndGet(next.results());
    history.add(next);
    List<FleetRecord> more = new ArrayList<>();
    if (random.nextDouble() < REPEATED_SHARE) {
      FleetRecord again = history.pick();
      more.add(random.nextDouble() < HALF_SHARE ? mischief.half(again).orElse(again) : again);
      repeated.incrementAndGet();
    }
    if (random.nextDouble() < GARBAGE_SHARE) {
      more.add(mischief.garbage(next));
      garbage.incrementAndGet();
    }
    for (FleetRecord each : more) {
      sender.send(each);
    }
  }

  /** Records of the fleet, each counted once. */
  long sent() {
    return sent.get();
  }

  long results() {
    return results.get();
  }

  long repeated() {
    return repeated.get();
  }

  long garbage() {
    return garbage.get();
  }

  @Override
  public void close() {
    over = true;
    sender.close();
  }
}

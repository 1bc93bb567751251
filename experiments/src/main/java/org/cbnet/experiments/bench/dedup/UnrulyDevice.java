package org.cbnet.experiments.bench.dedup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.schemas.record.SequenceRange;

/**
 * A device whose records come with gaps, out of order, again, in other portions, from boots long
 * over, or not at all.
 */
final class UnrulyDevice {
  private static final int MOST_RESULTS = 20;
  private static final int REMEMBERED = 40;
  private static final int MOST_HELD = 100;

  private final String deviceId;
  // Some leave every second number out until the intervals run out.
  private final boolean gappy;
  private final Deque<Message> sent = new ArrayDeque<>();
  private final List<Message> held = new ArrayList<>();
  private final List<SequenceRange> unannounced = new ArrayList<>();
  private String installId;
  private long bootNumber = 1;
  private long nextResult;
  private long nextSample;

  UnrulyDevice(int number, SplittableRandom random) {
    this.deviceId = "device-" + number;
    this.gappy = number % 7 == 0;
    this.installId = installId(random);
  }

  Message next(SplittableRandom random) {
    int choice = random.nextInt(1_000);
    if (choice < 3) {
      boot(random);
    }
    if (choice < 100 && !sent.isEmpty()) {
      return again(random);
    }
    if (choice < 160 && !held.isEmpty()) {
      return remember(held.remove(random.nextInt(held.size())));
    }
    if (choice < 190 && held.size() < MOST_HELD) {
      // On its way for longer than others, if it ever arrives.
      held.add(fresh(random));
    } else if (choice < 220) {
      giveUp(random);
    }
    return remember(fresh(random));
  }

  private Message fresh(SplittableRandom random) {
    boolean energy = random.nextInt(10) == 0;
    long first = energy ? nextSample : nextResult;
    int count = energy ? 1 : 1 + random.nextInt(MOST_RESULTS);
    long skipped = gappy || random.nextInt(100) == 0 ? 1 + random.nextInt(3) : 0;
    if (energy) {
      nextSample += count + skipped;
    } else {
      nextResult += count + skipped;
    }
    List<SequenceRange> ranges = new ArrayList<>();
    // Late enough that some wait for the next boot.
    if (!energy && random.nextInt(10) == 0) {
      ranges.addAll(unannounced);
      unannounced.clear();
    }
    return new Message(id(), energy, span(first, count), ranges, random.nextInt(50) == 0);
  }

  /** A record once more: as it was, a part of it, or with its neighbours. */
  private Message again(SplittableRandom random) {
    Message old = sent.stream().skip(random.nextInt(sent.size())).findFirst().orElseThrow();
    long first = Math.max(0, old.numbers().first() - random.nextInt(4) + random.nextInt(4));
    int count = 1 + random.nextInt((int) old.numbers().count() + 6);
    SequenceSpan numbers = random.nextBoolean() ? old.numbers() : span(first, count);
    return new Message(old.boot(), old.energy(), numbers, List.of(), old.refused());
  }

  private void giveUp(SplittableRandom random) {
    int count = 1 + random.nextInt(60);
    Long boot = random.nextBoolean() ? bootNumber : null;
    unannounced.add(new SequenceRange(boot, nextResult, nextResult + count - 1));
    nextResult += count;
  }

  private void boot(SplittableRandom random) {
    // What one boot has given up, the next one announces.
    unannounced.replaceAll(
        range -> new SequenceRange(bootNumber, range.getFirst(), range.getLast()));
    if (random.nextInt(20) == 0) {
      unannounced.clear();
      installId = installId(random);
      bootNumber = 0;
    }
    bootNumber++;
    nextResult = 0;
    nextSample = 0;
  }

  private Message remember(Message message) {
    sent.add(message);
    if (sent.size() > REMEMBERED) {
      sent.remove();
    }
    return message;
  }

  private BootId id() {
    return new BootId(deviceId, installId, bootNumber);
  }

  private static String installId(SplittableRandom random) {
    return "%016x".formatted(random.nextLong());
  }

  private static SequenceSpan span(long first, int count) {
    return new SequenceSpan(first, first + count - 1);
  }
}

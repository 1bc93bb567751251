package org.cbnet.cloud.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cbnet.cloud.state.DeviceHourState;
import org.cbnet.cloud.state.StateFormat;

/** An hour of one device and its minutes, as far as these are kept. Not thread-safe. */
public final class DeviceHour {
  /** How long hours are kept. */
  public static final Duration HOURS_KEPT = Duration.ofDays(2);

  /** How long minutes are kept. */
  public static final Duration MINUTES_KEPT = Duration.ofHours(2);

  private static final int NUMBERS_A_MINUTE = 9;
  private static final int COUNTS = 6;

  private final Tally total;
  private final SortedMap<Long, Tally> minutes = new TreeMap<>();

  private DeviceHour(Tally total) {
    this.total = total;
  }

  /** Of nothing yet. */
  public static DeviceHour empty(long startSeconds) {
    return new DeviceHour(Tally.empty(startSeconds));
  }

  /** As {@link #toState()} gave it. */
  public static DeviceHour of(DeviceHourState state) {
    DeviceHour hour = empty(state.getStartSeconds());
    hour.total.fill(state.getCounts(), state.getTimed(), state.getSumNanos());
    hour.total.setSketch(state.getSketch());
    List<Long> numbers = state.getMinutes();
    for (int i = 0; i < numbers.size(); i += NUMBERS_A_MINUTE) {
      Tally minute = Tally.empty(numbers.get(i));
      minute.fill(
          numbers.subList(i + 1, i + 1 + COUNTS),
          numbers.get(i + 1 + COUNTS),
          numbers.get(i + 2 + COUNTS));
      hour.minutes.put(minute.startSeconds(), minute);
    }
    return hour;
  }

  /** The stored form. */
  public DeviceHourState toState() {
    List<Long> numbers = new ArrayList<>(minutes.size() * NUMBERS_A_MINUTE);
    minutes.forEach(
        (start, minute) -> {
          numbers.add(start);
          numbers.addAll(minute.counts());
          numbers.add(minute.timed());
          numbers.add(minute.sumNanos());
        });
    return new DeviceHourState(
        StateFormat.VERSION,
        total.startSeconds(),
        total.counts(),
        total.timed(),
        total.sumNanos(),
        total.sketch(),
        numbers);
  }

  /**
   * Adds a minute.
   *
   * @param isMinuteKept whether the minute is young enough to be told by itself
   */
  public void add(Tally minute, boolean isMinuteKept) {
    total.merge(minute);
    if (isMinuteKept) {
      minutes.computeIfAbsent(minute.startSeconds(), Tally::empty).mergeCounts(minute);
    }
  }

  /** Forgets the minutes, and answers whether there were any. */
  public boolean forgetMinutes() {
    boolean had = !minutes.isEmpty();
    minutes.clear();
    return had;
  }

  /** The whole hour. */
  public Tally total() {
    return total;
  }

  /** Its minutes in order, without latencies. */
  public Collection<Tally> minutes() {
    return minutes.values();
  }
}

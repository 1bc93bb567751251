package org.cbnet.cloud.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowSize;

/** Answers what a bundle's results add up to, over all devices. */
public final class ModelQueries {
  // Minutes are kept for two days.
  private static final Duration BY_MINUTES = Duration.ofHours(47);

  private final Snapshots snapshots;
  private final Clock clock;

  public ModelQueries(Snapshots snapshots, Clock clock) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** The windows that begin at a time or later, added up: of a minute while these are kept. */
  public Figures since(String modelHash, Instant from) {
    Instant now = clock.instant();
    boolean isRecent = Duration.between(from, now).compareTo(BY_MINUTES) < 0;
    // A clock of a device may be a little ahead.
    long end = now.plus(WindowSize.HOUR.duration()).getEpochSecond();
    Aggregate sum = Aggregate.empty();
    snapshots
        .ask(
            new WindowsQuestion(
                isRecent ? WindowSize.MINUTE : WindowSize.HOUR,
                from.getEpochSecond(),
                end,
                Set.of(),
                Map.of(Dimension.MODEL, modelHash)),
            Copies.ALLOWED)
        .value()
        .values()
        .forEach(sum::merge);
    return sum.figures();
  }
}

package org.cbnet.cloud.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.cbnet.cloud.comparison.StrategyRow.LatencyMicros;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Energy;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;

/** Answers what is asked about windows of time. */
public final class StatsQueries {
  /** How long after its end a row is still awaited; then it is final. */
  public static final Duration GRACE = Duration.ofMinutes(2);

  private static final Group LOWEST = new Group("", "", "", "", "", "", "", "");

  private final Snapshots snapshots;
  private final Clock clock;

  public StatsQueries(Snapshots snapshots, Clock clock) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * What to tell.
   *
   * @param window length of the windows
   * @param from start of the first window at the earliest
   * @param to start of the last window, excluded
   * @param groupBy what rows are told apart by, windows aside
   */
  public record Request(WindowSize window, Instant from, Instant to, Set<Dimension> groupBy) {

    public Request {
      Objects.requireNonNull(window, "window is null");
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("from must be before to (%s): %s".formatted(to, from));
      }
      groupBy = Set.copyOf(groupBy);
    }
  }

  /**
   * Windows.
   *
   * @param window length of the windows
   * @param from start of the first window at the earliest, ISO 8601
   * @param to start of the last window, excluded, ISO 8601
   * @param rows in order of their windows
   * @param position of the input that this reflects
   */
  public record Stats(
      String window, String from, String to, List<Row> rows, Map<String, Long> position) {}

  /**
   * A row.
   *
   * @param windowStart ISO 8601
   * @param windowEnd ISO 8601
   * @param isFinal whether the window and its grace are over; replays may still correct it
   * @param group values of what the rows are told apart by
   * @param results classified and failed
   * @param replayed of these, spooled over an outage
   * @param failed of these, without a label
   * @param accuracy of the classified whose true label is known; null where there are none
   * @param latencyMicros decoded pixels to label; null where there are none
   * @param exits classified results by exit
   * @param offloaded results with bytes sent to the cloud
   * @param fellBack results answered locally in place of the cloud
   * @param bytesUp offloaded and telemetry
   * @param bytesDown sent back to the device
   * @param meteredJoules net
   * @param meteredInferences that they cover
   * @param modelledJoules net
   * @param modelledInferences that they cover
   */
  public record Row(
      String windowStart,
      String windowEnd,
      @JsonProperty("final") boolean isFinal,
      Map<String, String> group,
      long results,
      long replayed,
      long failed,
      Double accuracy,
      LatencyMicros latencyMicros,
      Map<String, Long> exits,
      long offloaded,
      long fellBack,
      long bytesUp,
      long bytesDown,
      double meteredJoules,
      long meteredInferences,
      double modelledJoules,
      long modelledInferences) {}

  private record RowKey(long startSeconds, Map<String, String> group) {}

  /** The rows of a time. */
  public Stats stats(Request request) {
    WindowSize size = request.window();
    Map<Long, Map<RowKey, Aggregate>> byStart = new TreeMap<>();
    Map<String, Long> position =
        snapshots.read(
            (view, read) -> {
              Snapshots.each(
                  view.read(CloudStores.WINDOWS).range(first(request), end(request)),
                  entry -> {
                    RowKey row = row(entry.key, request.groupBy());
                    byStart
                        .computeIfAbsent(row.startSeconds(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(row, any -> Aggregate.empty())
                        .merge(entry.value);
                  });
              return read;
            });
    List<Row> rows =
        byStart.values().stream()
            .flatMap(of -> of.entrySet().stream())
            .map(entry -> row(size, entry.getKey(), entry.getValue().figures()))
            .toList();
    return new Stats(size.id(), request.from().toString(), request.to().toString(), rows, position);
  }

  private static WindowKey first(Request request) {
    // A window that starts before 'from' is not wholly in the time asked for.
    long seconds = request.window().duration().toSeconds();
    long start = -Math.floorDiv(-request.from().getEpochSecond(), seconds) * seconds;
    return new WindowKey(request.window(), Math.max(0, start), LOWEST, 0);
  }

  private static WindowKey end(Request request) {
    return new WindowKey(request.window(), Math.max(0, request.to().getEpochSecond()), LOWEST, 0);
  }

  private static RowKey row(WindowKey key, Set<Dimension> groupBy) {
    Map<String, String> group = new TreeMap<>();
    groupBy.forEach(dimension -> group.put(dimension.id(), dimension.of(key.group())));
    return new RowKey(key.startSeconds(), group);
  }

  private Row row(WindowSize size, RowKey key, Figures figures) {
    Instant start = Instant.ofEpochSecond(key.startSeconds());
    Instant end = start.plus(size.duration());
    Figures.Tally tally = figures.tally();
    OptionalDouble accuracy = tally.accuracy();
    Energy metered = sum(figures.metered());
    Energy modelled = sum(figures.modelled());
    return new Row(
        start.toString(),
        end.toString(),
        !clock.instant().isBefore(end.plus(GRACE)),
        key.group(),
        tally.results(),
        tally.replayed(),
        tally.failed(),
        accuracy.isPresent() ? accuracy.getAsDouble() : null,
        figures.total().map(LatencyMicros::of).orElse(null),
        figures.exits(),
        tally.offloaded(),
        tally.fellBack(),
        figures.bytes().up(),
        figures.bytes().down(),
        metered.netJoules(),
        metered.inferences(),
        modelled.netJoules(),
        modelled.inferences());
  }

  private static Energy sum(Map<String, Energy> sources) {
    return sources.values().stream().reduce(Energy.NONE, Energy::plus);
  }
}

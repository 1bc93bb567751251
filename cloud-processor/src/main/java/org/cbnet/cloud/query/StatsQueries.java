package org.cbnet.cloud.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.cloud.comparison.StrategyRow.LatencyMicros;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Energy;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;

/** Answers what is asked about windows of time. */
public final class StatsQueries {
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
   * @param where values that rows must have
   * @param page which of the rows
   */
  public record Request(
      WindowSize window,
      Instant from,
      Instant to,
      Set<Dimension> groupBy,
      Map<Dimension, String> where,
      Page page) {

    public Request {
      Objects.requireNonNull(window, "window is null");
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("from must be before to (%s): %s".formatted(to, from));
      }
      Objects.requireNonNull(page, "page is null");
      groupBy = Set.copyOf(groupBy);
      where = Map.copyOf(where);
    }

    /** What a page's token belongs to: 'to' moves on where it is not given. */
    private String text() {
      return "%s %s %s %s".formatted(window, from, new TreeSet<>(groupBy), new TreeMap<>(where));
    }
  }

  /**
   * Which rows of an answer.
   *
   * @param limit at most so many
   * @param after the 'next' of the page before; null for the first
   */
  public record Page(int limit, String after) {}

  /**
   * Windows.
   *
   * @param window length of the windows
   * @param from start of the first window at the earliest, ISO 8601
   * @param to start of the last window, excluded, ISO 8601
   * @param rows in order of their windows, then of their groups
   * @param next what to ask for {@code after} to get the next page; null on the last
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Stats(
      String window,
      String from,
      String to,
      List<Row> rows,
      String next,
      Map<String, Long> position,
      List<String> stale) {}

  /**
   * A row; null is what is not kept by device.
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
      Long replayed,
      long failed,
      Double accuracy,
      LatencyMicros latencyMicros,
      Map<String, Long> exits,
      long offloaded,
      long fellBack,
      Long bytesUp,
      Long bytesDown,
      Double meteredJoules,
      Long meteredInferences,
      Double modelledJoules,
      Long modelledInferences) {}

  /** The rows of a time. */
  public Stats stats(Request request, Copies copies) {
    Whole<Map<WindowKey, Aggregate>> whole = snapshots.ask(question(request), copies);
    // A row's place is the same however the partitions answered.
    TreeMap<String, Map.Entry<WindowKey, Aggregate>> inOrder = new TreeMap<>();
    whole.value().entrySet().forEach(row -> inOrder.put(place(row.getKey()), row));
    Map<String, Map.Entry<WindowKey, Aggregate>> rest =
        request.page().after() == null
            ? inOrder
            : inOrder.tailMap(
                PageToken.lastKey("after", request.page().after(), request.text()), false);
    List<Row> rows = new ArrayList<>();
    String last = null;
    for (Map.Entry<String, Map.Entry<WindowKey, Aggregate>> row : rest.entrySet()) {
      if (rows.size() == request.page().limit()) {
        break;
      }
      rows.add(row(request, row.getValue().getKey(), row.getValue().getValue().figures()));
      last = row.getKey();
    }
    return new Stats(
        request.window().id(),
        request.from().toString(),
        request.to().toString(),
        rows,
        rows.size() < rest.size() ? PageToken.of(last, request.text()) : null,
        whole.position(),
        whole.stale());
  }

  private static WindowsQuestion question(Request request) {
    return new WindowsQuestion(
        request.window(),
        request.from().getEpochSecond(),
        request.to().getEpochSecond(),
        request.groupBy(),
        request.where());
  }

  private static String place(WindowKey key) {
    return Stream.concat(
            Stream.of("%019d".formatted(key.startSeconds())),
            Arrays.stream(Dimension.values()).map(dimension -> dimension.of(key.group())))
        .collect(Collectors.joining(" "));
  }

  private Row row(Request request, WindowKey key, Figures figures) {
    Instant start = Instant.ofEpochSecond(key.startSeconds());
    Instant end = Instant.ofEpochSecond(key.endSeconds());
    Map<String, String> group = new TreeMap<>();
    request.groupBy().forEach(by -> group.put(by.id(), by.of(key.group())));
    Figures.Tally tally = figures.tally();
    OptionalDouble accuracy = tally.accuracy();
    Energy metered = sum(figures.metered());
    Energy modelled = sum(figures.modelled());
    return new Row(
        start.toString(),
        end.toString(),
        !clock.instant().isBefore(end.plus(WindowKey.GRACE)),
        group,
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

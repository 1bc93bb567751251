package org.cbnet.experiments.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cbnet.experiments.fleet.Fleet;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.fleet.FleetRecord;
import org.cbnet.experiments.recount.HourRow;
import org.cbnet.experiments.recount.RawRecord;
import org.cbnet.experiments.recount.Recount;
import org.cbnet.experiments.recount.Totals;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.Test;

class TroubledFleetTest {
  private static final Instant START = Instant.parse("2026-03-04T05:10:00Z");
  private static final String PATH =
      "/api/v1/stats?window=1h&from=x&to=y&groupBy=strategy,run&stale=false";

  private final Mischief mischief = new Mischief(1);
  private final Map<String, Long> ends = new HashMap<>();

  @Test
  void devicesWithWrongClocksCountNowReplaysYesterdayAndWhatIsTooOldIsLate() {
    Totals totals = recount(5_000).all();

    Set<Instant> hours = new TreeSet<>();
    totals.hours().keySet().forEach(key -> hours.add(Instant.ofEpochSecond(key.startSeconds())));
    assertThat(hours)
        .containsExactly(
            Instant.parse("2026-03-03T05:00:00Z"), Instant.parse("2026-03-04T05:00:00Z"));
    assertThat(totals.results().late()).isPositive();
    assertThat(totals.results().refused()).isPositive();
    assertThat(totals.energySamples().late()).isPositive();
    assertThat(totals.results().duplicates()).isZero();
    // A device in twenty is late, and what is refused is rare.
    double late = (double) totals.results().late() / totals.results().accepted();
    assertThat(late).isBetween(0.04, 0.06);
  }

  @Test
  void garbageIsNeverCountedAndHalvesOfWhatWasSentAreRepeats() {
    Recount recount = new Recount(Duration.ofDays(7));
    Iterator<FleetRecord> records = records();
    long halves = 0;
    for (int i = 0; i < 2_000; i++) {
      FleetRecord sent = mischief.sent(records.next());
      add(recount, sent);
      mischief.half(sent).ifPresent(half -> add(recount, half));
      halves += sent.results() > 0 ? 3 : 0;
      add(recount, mischief.garbage(sent));
    }
    Totals totals = recount.all();

    assertThat(totals.results().duplicates()).isEqualTo(halves);
    assertThat(totals.undecodable()).isPositive();
    assertThat(totals.results().decoded())
        .isEqualTo(
            totals.results().accepted()
                + totals.results().duplicates()
                + totals.results().refused());
  }

  @Test
  void aRowThatDiffersByOneIsNamedWithBothNumbers() {
    Totals totals = recount(500).all();
    ObjectNode answer = answer(totals);
    assertThat(RowCheck.of(PATH, answer, totals).differences()).isEmpty();

    ObjectNode row = (ObjectNode) answer.path("rows").get(0);
    long results = row.path("results").asLong();
    row.put("results", results + 1);
    RowCheck more = RowCheck.of(PATH, answer, totals);
    assertThat(more.doubleCounted()).isEqualTo(1);
    assertThat(more.lost()).isZero();
    assertThat(more.differences())
        .singleElement()
        .asString()
        .contains("results %d, recount %d".formatted(results + 1, results));

    row.put("results", results);
    row.put("meteredJoules", row.path("meteredJoules").asDouble() + 1e-9);
    assertThat(RowCheck.of(PATH, answer, totals).differences())
        .singleElement()
        .asString()
        .contains("nanojoules");

    answer.withArray("rows").remove(0);
    RowCheck without = RowCheck.of(PATH, answer, totals);
    assertThat(without.lost()).isEqualTo(results);
    assertThat(without.differences()).singleElement().asString().contains("none, recount");
  }

  private Recount recount(int count) {
    Recount recount = new Recount(Duration.ofDays(7));
    Iterator<FleetRecord> records = records();
    for (int i = 0; i < count; i++) {
      add(recount, mischief.sent(records.next()));
    }
    return recount;
  }

  private static Iterator<FleetRecord> records() {
    long start = START.getEpochSecond() * 1_000_000;
    return new Fleet(new FleetPlan(100, 5, 5, 0.2, 1), start).from(start);
  }

  private void add(Recount recount, FleetRecord sent) {
    if (!sent.topic().equals(Topics.DEVICE_STATUS.name())) {
      long offset = ends.merge(sent.topic(), 1L, Long::sum) - 1;
      byte[] key = sent.deviceId().getBytes(StandardCharsets.UTF_8);
      recount.add(
          new RawRecord(sent.topic(), 0, offset, sent.sentMicros() / 1_000, key, sent.value()));
    }
  }

  private static ObjectNode answer(Totals totals) {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer.put("from", START.minus(Duration.ofDays(2)).toString());
    answer.put("to", START.plus(Duration.ofDays(1)).toString());
    answer.putNull("next");
    Map<List<String>, HourRow> rows = new HashMap<>();
    totals
        .hours()
        .forEach(
            (key, row) ->
                rows.merge(
                    List.of(
                        Instant.ofEpochSecond(key.startSeconds()).toString(),
                        key.strategy(),
                        key.run()),
                    row,
                    HourRow::plus));
    rows.forEach(
        (name, of) -> {
          ObjectNode row = answer.withArray("rows").addObject();
          row.put("windowStart", name.get(0));
          row.putObject("group").put("strategy", name.get(1)).put("run", name.get(2));
          row.put("results", of.results()).put("failed", of.failed());
          row.put("accuracy", of.labelled() == 0 ? 0 : (double) of.correct() / of.labelled());
          long timed = of.results() - of.failed();
          row.putObject("latencyMicros")
              .put("mean", timed == 0 ? 0 : of.totalNanos() / 1e3 / timed);
          row.put("meteredJoules", of.netNanojoules() / 1e9).put("modelledJoules", 0.0);
        });
    return answer;
  }
}

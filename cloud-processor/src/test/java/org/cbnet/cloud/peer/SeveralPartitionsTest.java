package org.cbnet.cloud.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.TestRegistrations;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.pairing.PairingTopics;
import org.cbnet.cloud.presence.FleetQueries;
import org.cbnet.cloud.presence.PresenceRule;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.DeviceFilter;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.DeviceStatsQueries;
import org.cbnet.cloud.query.Dimension;
import org.cbnet.cloud.query.Frames;
import org.cbnet.cloud.query.LocalParts;
import org.cbnet.cloud.query.NotReadyException;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.query.StatsQueries;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.SnapshotGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two partitions answer together, one of them at a peer, is what one alone would answer. */
class SeveralPartitionsTest {
  private static final Clock NOW = Clock.fixed(NOON.plusSeconds(300), ZoneOffset.UTC);
  // By the producer's hash of the key, of two partitions.
  private static final Map<String, Integer> HOMES =
      Map.of("pi-1", 0, "pi-2", 0, "pi-3", 1, "pi-4", 0, "pi-5", 0, "pi-6", 0);

  private final TestCloud whole = new TestCloud();
  private final TestCloud here = new TestCloud();
  private final TestCloud there = new TestCloud();
  private final Snapshots both =
      new Snapshots(2, here.local(), new PeerAsPartition(1, there.local()));

  @BeforeEach
  void send() {
    HOMES.forEach(
        (device, home) -> {
          for (TestCloud cloud : List.of(whole, home == 0 ? here : there)) {
            send(cloud, device);
          }
        });
  }

  private static void send(TestCloud cloud, String device) {
    boolean even = device.charAt(3) % 2 == 0;
    cloud.send(batch(device, 0, 10).setRunId("run-1").build());
    cloud.send(batch(device, 5, 10).setRunId("run-1").setStrategy("cbnet").build());
    cloud.send(batch(device, 15, 3).setSite(even ? "roof" : "lab").build());
    cloud.send(energy(device, 0).setRunId("run-1").build());
    cloud.send(status(device, 18).build());
  }

  @AfterEach
  void close() {
    whole.close();
    here.close();
    there.close();
  }

  @Test
  void windowsAddUp() {
    for (Set<Dimension> by :
        List.of(Set.<Dimension>of(), Set.of(Dimension.STRATEGY, Dimension.SITE))) {
      StatsQueries.Request request = request(by, Map.of(), 100, null);

      List<StatsQueries.Row> rows = stats(both).stats(request, Copies.ALLOWED).rows();

      assertThat(rows).isNotEmpty();
      assertThat(rows).isEqualTo(stats(whole.snapshots()).stats(request, Copies.ALLOWED).rows());
    }
  }

  @Test
  void rowsComeInPagesAndByTheirValues() {
    Set<Dimension> by = Set.of(Dimension.STRATEGY, Dimension.SITE, Dimension.RUN);
    StatsQueries.Stats first = stats(both).stats(request(by, Map.of(), 2, null), Copies.ALLOWED);
    StatsQueries.Stats second =
        stats(both).stats(request(by, Map.of(), 2, first.next()), Copies.ALLOWED);
    List<StatsQueries.Row> all =
        stats(both).stats(request(by, Map.of(), 100, null), Copies.ALLOWED).rows();

    assertThat(all).hasSize(4);
    assertThat(first.rows()).isEqualTo(all.subList(0, 2));
    assertThat(second.rows()).isEqualTo(all.subList(2, 4));
    assertThat(second.next()).isNull();
    assertThat(
            stats(both)
                .stats(request(by, Map.of(Dimension.SITE, "roof"), 9, null), Copies.ALLOWED)
                .rows())
        .isEqualTo(all.stream().filter(row -> row.group().get("site").equals("roof")).toList());
  }

  @Test
  void devicesComeInOneOrderWhateverTheirPartition() {
    DeviceQueries queries = new DeviceQueries(both, Frames.NONE);
    DeviceQueries.Page first = queries.page(4, Optional.empty(), DeviceFilter.NONE, Copies.ALLOWED);
    DeviceQueries.Page second =
        queries.page(4, Optional.of(first.next()), DeviceFilter.NONE, Copies.ALLOWED);
    DeviceFilter roof = new DeviceFilter(null, "roof", null);

    assertThat(ids(first)).containsExactly("pi-1", "pi-2", "pi-3", "pi-4");
    assertThat(ids(second)).containsExactly("pi-5", "pi-6");
    assertThat(second.next()).isNull();
    assertThat(ids(queries.page(9, Optional.empty(), roof, Copies.ALLOWED)))
        .containsExactly("pi-2", "pi-4", "pi-6");
  }

  @Test
  void aPageOfAnotherFilterIsRefused() {
    FleetQueries queries =
        new FleetQueries(
            new DeviceQueries(both, Frames.NONE),
            new TestRegistrations(Map.of()),
            new PresenceRule(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            NOW);
    FleetQueries.Filter all = new FleetQueries.Filter(DeviceFilter.NONE, null, null);
    FleetQueries.Filter roof =
        new FleetQueries.Filter(new DeviceFilter(null, "roof", null), null, null);
    Optional<String> next =
        Optional.of(queries.page(4, Optional.empty(), all, Copies.ALLOWED).next());

    assertThat(queries.page(4, next, all, Copies.ALLOWED).devices()).hasSize(2);
    assertThatThrownBy(() -> queries.page(4, next, roof, Copies.ALLOWED))
        .hasMessageContaining("after must be the 'next'");
  }

  @Test
  void oneDeviceIsAskedOfItsOwnPartition() {
    DeviceQueries queries = new DeviceQueries(both, Frames.NONE);
    DeviceQueries.Single single = queries.find("pi-3", Copies.ALLOWED).orElseThrow();

    assertThat(single.position())
        .containsOnlyKeys(
            "cbnet.inference.results-1", "cbnet.energy.samples-1", "cbnet.device.status-1");
    assertThat(single.boots()).hasSize(1);
    assertThat(single.boots().get(0).results().accepted()).isEqualTo(18);
    assertThat(single.hours()).hasSize(1);
    assertThat(single.hours().get(0).results()).isEqualTo(18);
    assertThat(single.minutes()).hasSize(1);
    assertThat(single.device())
        .isEqualTo(
            new DeviceQueries(whole.snapshots(), Frames.NONE)
                .find("pi-3", Copies.ALLOWED)
                .orElseThrow()
                .device());
  }

  @Test
  void windowsOfDevicesComeInPages() {
    DeviceStatsQueries queries = new DeviceStatsQueries(both, NOW);
    StatsQueries.Stats first = queries.stats(devices(4, null), Copies.ALLOWED);
    StatsQueries.Stats second = queries.stats(devices(4, first.next()), Copies.ALLOWED);

    assertThat(first.rows())
        .extracting(row -> row.group().get("device"))
        .containsExactly("pi-1", "pi-2", "pi-3", "pi-4");
    assertThat(second.rows())
        .extracting(row -> row.group().get("device"))
        .containsExactly("pi-5", "pi-6");
    assertThat(second.rows()).allMatch(row -> row.results() == 18);
  }

  @Test
  void runsAndTheirComparisonAddUp() {
    RunQueries queries = new RunQueries(both, new SpeedupEstimator(1));
    RunQueries alone = new RunQueries(whole.snapshots(), new SpeedupEstimator(1));

    assertThat(queries.runs(9, Optional.empty(), Copies.ALLOWED).experiments())
        .isEqualTo(alone.runs(9, Optional.empty(), Copies.ALLOWED).experiments())
        .hasSize(1);
    assertThat(queries.comparison("run-1", "edge-full", Copies.ALLOWED).orElseThrow().strategies())
        .isEqualTo(
            alone.comparison("run-1", "edge-full", Copies.ALLOWED).orElseThrow().strategies());
  }

  @Test
  void theLawsHoldOverBothAndADeviceInBothIsCountedOnce() {
    assertThat(report(both))
        .usingRecursiveComparison()
        .ignoringFields("position")
        .isEqualTo(whole.conservation());

    here.send(batch("pi-3", 0, 10).build());

    assertThat(report(both).doubleCounted()).isEqualTo(10);
    assertThat(report(both).received()).isEqualTo(whole.conservation().received());
  }

  @Test
  void withoutAPartitionThereIsNoAnswerAndACopyIsCalledOne() {
    Snapshots none =
        new Snapshots(2, here.local(), new PeerAsPartition(1, new LocalParts(new SnapshotGate())));
    assertThatThrownBy(
            () -> stats(none).stats(request(Set.of(), Map.of(), 9, null), Copies.ALLOWED))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("input partitions 1 of 2");
    StatsQueries.Request request = request(Set.of(), Map.of(), 9, null);
    List<StatsQueries.Row> before = stats(both).stats(request, Copies.ALLOWED).rows();

    there.becomeACopy();

    StatsQueries.Stats answer = stats(both).stats(request, Copies.ALLOWED);
    assertThat(answer.rows()).isEqualTo(before);
    assertThat(answer.stale())
        .containsExactlyInAnyOrder(
            "cbnet.inference.results-1", "cbnet.energy.samples-1", "cbnet.device.status-1");
    assertThat(report(both).laws()).allMatch(law -> law.holds());
    assertThatThrownBy(() -> stats(both).stats(request, Copies.REFUSED))
        .isInstanceOf(NotReadyException.class);
  }

  @Test
  void outcomesThatPassWhilePartitionsAreReadBreakNoLaw() {
    there.emittedOutcomes();
    there.send(batch("pi-3", 18, 10).setRunId("run-1").setPairedArms(2).build());
    List<TestRecord<byte[], byte[]>> emitted = there.emittedOutcomes();
    AtomicInteger questions = new AtomicInteger();
    Snapshots passing =
        new Snapshots(
            2,
            here.local(),
            new PeerAsPartition(
                1,
                there.local(),
                () -> {
                  // Its books have been read; here, read after them, gets what they emitted.
                  if (questions.incrementAndGet() == 2) {
                    emitted.forEach(
                        record ->
                            here.sendRaw(
                                PairingTopics.OUTCOMES, record.key(), record.value(), NOON));
                  }
                }));

    ConservationReport during = report(passing);

    assertThat(during.paired().read()).isGreaterThan(during.paired().emitted());
    assertThat(during.laws()).filteredOn(law -> !law.holds()).isEmpty();
    // The test's own outcomes were read twice, which the next report must say.
    assertThat(report(both).laws())
        .filteredOn(law -> !law.holds())
        .extracting(ConservationReport.Law::name)
        .containsExactly("outcomes emitted >= read before");
    there.becomeACopy();
    assertThat(report(both).laws()).filteredOn(law -> !law.holds()).isEmpty();
  }

  private static ConservationReport report(Snapshots snapshots) {
    return new ConservationQueries(snapshots, Duration.ZERO).report(Copies.ALLOWED);
  }

  private static StatsQueries stats(Snapshots snapshots) {
    return new StatsQueries(snapshots, NOW);
  }

  private static StatsQueries.Request request(
      Set<Dimension> by, Map<Dimension, String> where, int limit, String after) {
    Instant from = NOON.minusSeconds(3_600);
    return new StatsQueries.Request(
        WindowSize.HOUR,
        from,
        NOON.plusSeconds(60),
        by,
        where,
        new StatsQueries.Page(limit, after));
  }

  private static DeviceStatsQueries.Request devices(int limit, String after) {
    return new DeviceStatsQueries.Request(
        WindowSize.MINUTE,
        NOON.minusSeconds(3_600),
        NOON.plusSeconds(60),
        null,
        new StatsQueries.Page(limit, after));
  }

  private static List<String> ids(DeviceQueries.Page page) {
    return page.devices().stream().map(DeviceQueries.Device::deviceId).toList();
  }
}

package org.cbnet.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.health.Health;
import org.cbnet.edge.health.MachineFigures;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.publish.LinkState;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.spool.SpoolStatus;
import org.cbnet.edge.status.StatusReport;

/** The figures of the agent's own parts, for its health pages. Safe for several threads. */
final class AgentNumbers {
  private static final double NANOS = 1e9;

  private final StatusReport report;
  private final Spool spool;
  private final InferenceLoop loop;
  private final Publisher publisher;
  private final EdgeClock clock;
  private final ClockSync sync;
  private volatile SpoolStatus scraped;

  AgentNumbers(
      StatusReport report,
      Spool spool,
      InferenceLoop loop,
      Publisher publisher,
      EdgeClock clock,
      ClockSync sync) {
    this.report = report;
    this.spool = spool;
    this.loop = loop;
    this.publisher = publisher;
    this.clock = clock;
    this.sync = sync;
    this.scraped = spool.status();
  }

  StatusReport report() {
    return report;
  }

  InferenceLoop loop() {
    return loop;
  }

  Publisher publisher() {
    return publisher;
  }

  void tell(Health health) {
    // Once for all figures of a scrape, so that the laws hold among them.
    health.beforeScrape(() -> scraped = spool.status());
    count(health, "frames.captured", "Frames captured since the start", SpoolCounters::captured);
    count(health, "frames.skipped", "Frames that could not be read", SpoolCounters::skipped);
    count(health, "frames.classified", "Frames with a label", SpoolCounters::classified);
    count(health, "frames.failed", "Frames without one", SpoolCounters::failed);
    count(
        health,
        "results.acknowledged",
        "Results of this start that the broker has",
        SpoolCounters::acknowledged);
    count(health, "results.dropped", "Results of this start given up", SpoolCounters::dropped);
    count(health, "energy.samples", "Energy samples made", SpoolCounters::energySamples);
    count(health, "energy.dropped", "Energy samples given up", SpoolCounters::energyDropped);
    health.counter(
        "cbnet.agent.link.losses", "Links given up", () -> publisher.linkState().losses());
    gauges(health);
    new MachineFigures().tell(health);
    health.section("agent", () -> StatusMap.of(report.get()));
    health.section("clock", this::clockState);
    health.section("link", this::link);
    health.section("inference", this::inference);
  }

  /** A problem where results wait and none has left for so long. */
  Optional<String> stalled(Duration limit) {
    double seconds = stalledSeconds(spool.status());
    return seconds <= limit.toSeconds()
        ? Optional.empty()
        : Optional.of(
            "the broker has taken nothing for %.0f s: %s"
                .formatted(seconds, publisher.linkState().lastTrouble().orElse("no answer")));
  }

  /** Whether inference waits for room in the spool, as it was told to. */
  boolean isHeld() {
    return spool.status().holdsInference();
  }

  /** A line for a person. */
  String line() {
    SpoolStatus now = spool.status();
    return "%s, %d classified, %d acknowledged, %d waiting, link %s"
        .formatted(
            report.state().wireName(),
            now.current().classified(),
            now.current().acknowledged(),
            now.spooledResults(),
            publisher.linkState().word());
  }

  private void count(
      Health health, String name, String description, ToLongFunction<SpoolCounters> value) {
    health.counter("cbnet.agent." + name, description, () -> value.applyAsLong(scraped.current()));
  }

  private void gauges(Health health) {
    health.gauge(
        "cbnet.agent.results.spooled", "Results that wait", () -> scraped.spooledResults());
    health.gauge("cbnet.agent.spool.boots", "Starts with entries", () -> scraped.boots().size());
    health.gauge("cbnet.agent.spool.entries", "Entries that wait", () -> scraped.entries());
    health.gauge("cbnet.agent.spool.bytes", "Bytes that wait", () -> scraped.bytes());
    health.gauge(
        "cbnet.agent.stalled.seconds",
        "Time in which entries waited and none left",
        () -> stalledSeconds(scraped));
    health.gauge(
        "cbnet.agent.link.up",
        "1 where the broker took the last record",
        () -> publisher.linkState().word().equals("up") ? 1 : 0);
    health.gauge(
        "cbnet.agent.inference.seconds",
        "What the last inference took",
        () -> loop.lastInferenceNanos() / NANOS);
    health.gauge(
        "cbnet.agent.clock.synced",
        "1 where the wall clock is known to be right",
        () -> sync.synced() ? 1 : 0);
  }

  private double stalledSeconds(SpoolStatus now) {
    return now.entries() == 0 ? 0 : publisher.linkState().stalledNanos() / NANOS;
  }

  private Map<String, Object> clockState() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("synced", sync.synced());
    state.put("wallMicros", clock.wallMicros());
    state.put("monotonicNanos", clock.monotonicNanos());
    return state;
  }

  private Map<String, Object> link() {
    LinkState link = publisher.linkState();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("state", link.word());
    state.put("losses", link.losses());
    state.put("stalledSeconds", stalledSeconds(spool.status()));
    state.put("lastTrouble", link.lastTrouble().orElse(null));
    return state;
  }

  private Map<String, Object> inference() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("lastNanos", loop.lastInferenceNanos());
    state.put("lastTurnSecondsAgo", loop.beat().ageNanos() / NANOS);
    return state;
  }
}

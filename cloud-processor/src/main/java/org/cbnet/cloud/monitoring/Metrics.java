package org.cbnet.cloud.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.cbnet.cloud.store.SnapshotGate;

/**
 * Figures of one instance as Prometheus reads them. Safe for several threads.
 *
 * <p>No label takes a value that a device or a caller chooses: such a label makes a time series of
 * each. The conservation counters are gauges over the partitions at hand: those move between
 * instances, and the sum over all instances is what holds.
 */
public final class Metrics {
  private static final String PREFIX = "cbnet.cloud.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Runnable> beforeScrape;

  /**
   * @param streams whose figures; nothing before it has begun
   * @param gate to read its state through
   * @param restore progress of restoring
   * @param refusals of its topology
   * @param requests that it answers
   */
  public Metrics(
      Supplier<Optional<KafkaStreams>> streams,
      SnapshotGate gate,
      RestoreProgress restore,
      Refusals refusals,
      Requests requests) {
    KafkaFigures kafka = new KafkaFigures(streams);
    LocalCounters counters = new LocalCounters(gate);
    Gauge.builder(PREFIX + "running", () -> kafka.isRunning() ? 1 : 0)
        .description("1 while it runs or rebalances")
        .register(registry);
    Gauge.builder(PREFIX + "restored.records", restore, RestoreProgress::restored)
        .description("records restored since the process started")
        .register(registry);
    beforeScrape =
        List.of(
            rows("state", "1 at the state that it is in", "state", kafka::state),
            rows("threads", "processing threads by state", "state", kafka::threads),
            rows("input.lag.records", "records not read yet", "topic", kafka::inputLag),
            rows(
                "standby.lag.records",
                "changelog records that standbys and restoring tasks have not read yet",
                "topic",
                kafka::standbyLag),
            rows(
                "restore.remaining.records",
                "changelog offsets to restore yet",
                "store",
                () -> doubles(restore.remaining())),
            rows(
                "conservation",
                "counters of the conservation laws over the partitions at hand",
                "counter",
                () -> doubles(lowerCase(counters.read()))),
            rows(
                "refusals",
                "records not counted since the process started, by reason",
                "reason",
                () -> doubles(refusals.byReason())),
            requests("requests", "requests answered since the process started", requests, false),
            requests("requests.seconds", "time that these took together", requests, true));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Prometheus text, format 0.0.4. */
  public synchronized String scrape() {
    beforeScrape.forEach(Runnable::run);
    return registry.scrape();
  }

  private Runnable rows(
      String name, String description, String label, Supplier<Map<String, Double>> values) {
    MultiGauge gauge =
        MultiGauge.builder(PREFIX + name).description(description).register(registry);
    return () ->
        gauge.register(
            values.get().entrySet().stream()
                .map(each -> MultiGauge.Row.of(Tags.of(label, each.getKey()), each.getValue()))
                .collect(Collectors.toList()),
            true);
  }

  private Runnable requests(String name, String description, Requests requests, boolean seconds) {
    MultiGauge gauge =
        MultiGauge.builder(PREFIX + name).description(description).register(registry);
    return () ->
        gauge.register(
            requests.totals().entrySet().stream()
                .map(
                    each ->
                        MultiGauge.Row.of(
                            Tags.of(
                                "method",
                                each.getKey().method(),
                                "route",
                                each.getKey().route(),
                                "status",
                                Integer.toString(each.getKey().status())),
                            seconds ? each.getValue().seconds() : each.getValue().count()))
                .collect(Collectors.toList()),
            true);
  }

  private static Map<String, Long> lowerCase(Map<?, Long> counts) {
    Map<String, Long> named = new TreeMap<>();
    counts.forEach((name, count) -> named.put(name.toString().toLowerCase(Locale.ROOT), count));
    return named;
  }

  private static Map<String, Double> doubles(Map<String, Long> counts) {
    Map<String, Double> doubles = new TreeMap<>();
    counts.forEach((name, count) -> doubles.put(name, (double) count));
    return doubles;
  }
}

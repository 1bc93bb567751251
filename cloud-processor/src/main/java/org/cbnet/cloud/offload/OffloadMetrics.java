package org.cbnet.cloud.offload;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Figures of one offloading process as Prometheus reads them. No label takes a value that a device
 * chooses. Safe for several threads.
 */
final class OffloadMetrics {
  private static final String PREFIX = "cbnet.offload.";
  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final OffloadService service;
  private final MultiGauge reasons;

  OffloadMetrics(OffloadService service) {
    this.service = Objects.requireNonNull(service, "service is null");
    count("received", "requests over all transports", of -> of.totals().received());
    outcome("undecodable", of -> of.totals().undecodable());
    outcome("answered", of -> of.totals().answered());
    outcome("expired", of -> of.totals().expired());
    outcome("unknown", of -> of.totals().unknown());
    outcome("failed", of -> of.totals().failed());
    gauge("open", "requests without an outcome yet", of -> of.totals().open());
    gauge("queue.requests", "requests that wait", OffloadService::queued);
    gauge("queue.bytes", "what these take of memory", OffloadService::queuedBytes);
    gauge("queue.bytes.most", "most of these since the start", OffloadService::mostQueuedBytes);
    gauge("tails", "tails that are open", OffloadService::openTails);
    count("runs", "runs of tails", of -> of.work().runs());
    count("images", "images in these", of -> of.work().images());
    count("run.seconds", "time that these took", of -> of.work().runNanos() / NANOS);
    count(
        "queue.seconds",
        "time that answered requests waited",
        of -> of.work().queueNanos() / NANOS);
    late("begin", of -> of.work().begunLate());
    late("end", of -> of.work().endedLate());
    this.reasons =
        MultiGauge.builder(PREFIX + "refusals")
            .description("requests without a label since the process started, by reason")
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Adds what became of something that is sent. */
  void add(String what, Sendings sendings) {
    sending(what, "sent", sendings, Sendings::sentCount);
    sending(what, "kept-back", sendings, Sendings::keptBackCount);
    sending(what, "lost", sendings, Sendings::lostCount);
  }

  /** Prometheus text, format 0.0.4. */
  synchronized String scrape() {
    Map<String, Long> now = service.reasons();
    reasons.register(
        now.entrySet().stream()
            .map(each -> MultiGauge.Row.of(Tags.of("reason", each.getKey()), each.getValue()))
            .collect(Collectors.toList()),
        true);
    return registry.scrape();
  }

  private void count(String name, String description, ToDoubleFunction<OffloadService> value) {
    FunctionCounter.builder(PREFIX + name, service, value)
        .description(description)
        .register(registry);
  }

  private void outcome(String outcome, ToDoubleFunction<OffloadService> value) {
    FunctionCounter.builder(PREFIX + "requests", service, value)
        .description("requests by what became of them")
        .tags("outcome", outcome)
        .register(registry);
  }

  private void late(String at, ToDoubleFunction<OffloadService> value) {
    FunctionCounter.builder(PREFIX + "images.late", service, value)
        .description("images whose budget was over at the begin or the end of their run")
        .tags("at", at)
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<OffloadService> value) {
    Gauge.builder(PREFIX + name, service, value).description(description).register(registry);
  }

  private void sending(
      String what, String outcome, Sendings sendings, ToDoubleFunction<Sendings> value) {
    FunctionCounter.builder(PREFIX + "sendings", sendings, value)
        .description("replies and dead letters by what became of them")
        .tags("what", what, "outcome", outcome)
        .register(registry);
  }
}

package org.cbnet.edge.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Figures by name, as Prometheus reads them. Safe for several threads.
 *
 * <p>There are no labels: what scrapes knows the device, and a label that takes any value makes a
 * time series of each. The registry is made at the first scrape, so that an agent that nobody
 * scrapes starts without it.
 */
final class Metrics {
  private final List<Consumer<MeterRegistry>> pending = new ArrayList<>();
  private final List<Runnable> beforeScrape = new ArrayList<>();
  // The registry itself holds what its counters ask only weakly.
  private final List<DoubleSupplier> held = new ArrayList<>();
  private PrometheusMeterRegistry registry;

  /**
   * @param value asked at every scrape; not a number where it is unknown
   */
  synchronized void gauge(String name, String description, DoubleSupplier value) {
    add(to -> Gauge.builder(name, value::getAsDouble).description(description).register(to));
  }

  /**
   * @param value asked at every scrape; never falls while the process lives
   */
  synchronized void counter(String name, String description, DoubleSupplier value) {
    add(
        to ->
            FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .register(to));
    held.add(value);
  }

  /** Runs before every scrape, so that several figures can be of one moment. */
  synchronized void beforeScrape(Runnable action) {
    beforeScrape.add(action);
  }

  /** Prometheus text, format 0.0.4. */
  synchronized String scrape() {
    if (registry == null) {
      registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      pending.forEach(each -> each.accept(registry));
      pending.clear();
    }
    beforeScrape.forEach(Runnable::run);
    return registry.scrape();
  }

  private void add(Consumer<MeterRegistry> meter) {
    if (registry == null) {
      pending.add(meter);
    } else {
      meter.accept(registry);
    }
  }
}

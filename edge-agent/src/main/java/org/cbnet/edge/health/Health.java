package org.cbnet.edge.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.cbnet.edge.health.Finding.Weight;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the agent is, for whoever looks at this device. Every part adds its checks, figures and
 * sections, one line each, at any time and from any thread; {@link #serve} makes pages of them.
 *
 * <pre>
 * /health/live   200, or 503 where the process must be replaced
 * /health/ready  200, or 503 with the reasons why it does not do its work; also /health
 * /metrics       Prometheus text
 * /status        everything, as JSON
 * </pre>
 */
public final class Health implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Checks checks = new Checks();
  private final Metrics metrics = new Metrics();
  private final Map<String, Supplier<?>> sections = new ConcurrentHashMap<>();
  private volatile HealthServer server;

  /** A problem means that the process must be replaced. */
  public void mustLive(String name, HealthCheck check) {
    checks.add(name, Weight.ALIVE, check);
  }

  /** A problem means that the agent does not do its work. */
  public void mustBeReady(String name, HealthCheck check) {
    checks.add(name, Weight.READY, check);
  }

  /** A problem is told, and the agent is ready all the same. */
  public void watch(String name, HealthCheck check) {
    checks.add(name, Weight.TOLD, check);
  }

  /**
   * A figure that may rise and fall.
   *
   * @param name in lower case with dots and its unit last, like {@code cbnet.agent.spool.bytes}
   * @param value asked at every scrape; {@link Double#NaN} where it is unknown
   */
  public void gauge(String name, String description, DoubleSupplier value) {
    metrics.gauge(name, description, value);
  }

  /**
   * A count that never falls while the process lives; its name on the page ends in {@code _total}.
   *
   * @param value asked at every scrape
   */
  public void counter(String name, String description, DoubleSupplier value) {
    metrics.counter(name, description, value);
  }

  /** Runs before every scrape, so that several figures can be of one moment. */
  public void beforeScrape(Runnable action) {
    metrics.beforeScrape(action);
  }

  /** A part of {@code /status}: maps, lists, records and plain values, without secrets. */
  public void section(String name, Supplier<?> content) {
    sections.put(name, content);
  }

  /** Problems of what the process can't live with. */
  public List<String> deadly() {
    return problems(weight -> weight == Weight.ALIVE);
  }

  /**
   * Begins to answer. A port that can't be had stops no inference: it is logged, and the agent goes
   * on without pages.
   *
   * @param hostNames allowed in the {@code Host} header beside addresses and {@code localhost}
   */
  public Optional<InetSocketAddress> serve(InetSocketAddress address, Set<String> hostNames) {
    try {
      HealthServer opened = new HealthServer(address, new HostGuard(hostNames), pages());
      server = opened;
      return Optional.of(opened.address());
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("reason", "%s: %s".formatted(address, e.getMessage()))
          .log("no health pages; free the port or choose another (health.port)");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  private Map<String, Supplier<Answer>> pages() {
    Supplier<Answer> ready = () -> verdict(weight -> weight != Weight.TOLD);
    return Map.of(
        "/health/live", () -> verdict(weight -> weight == Weight.ALIVE),
        "/health/ready", ready,
        "/health", ready,
        "/metrics", () -> Answer.text(PROMETHEUS, metrics.scrape()),
        "/status", () -> Json.answer(Answer.OK, status()));
  }

  private Answer verdict(Predicate<Weight> counts) {
    List<String> reasons = problems(counts);
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("status", reasons.isEmpty() ? "up" : "down");
    verdict.put("reasons", reasons);
    return Json.answer(reasons.isEmpty() ? Answer.OK : Answer.UNAVAILABLE, verdict);
  }

  private List<String> problems(Predicate<Weight> counts) {
    return checks.findings().stream()
        .filter(finding -> counts.test(finding.weight()) && !finding.well())
        .map(finding -> finding.name() + ": " + finding.problem())
        .toList();
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("problems", problems(weight -> true));
    sections.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(section -> status.put(section.getKey(), content(section.getValue())));
    return status;
  }

  // A part that can't tell must not keep the others from telling: they may say why.
  private static Object content(Supplier<?> section) {
    try {
      return section.get();
    } catch (RuntimeException e) {
      return Map.of("error", e.toString());
    }
  }
}

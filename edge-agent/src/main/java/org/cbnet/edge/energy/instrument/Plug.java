package org.cbnet.edge.energy.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.cbnet.edge.clock.EdgeClock;

/**
 * A plug that shows power and counts energy, asked over HTTP.
 *
 * <p>Its resolution is the last decimal place that it was ever seen to write. Makers state no
 * accuracy, so its joules carry an uncertainty only where the operator states one.
 */
final class Plug implements Instrument {
  private final Dialect dialect;
  private final HttpJson device;
  private final EdgeClock clock;
  private double stepWatts = Double.MAX_VALUE;
  private double stepJoules = Double.MAX_VALUE;

  Plug(Dialect dialect, HttpJson device, EdgeClock clock) {
    this.dialect = dialect;
    this.device = device;
    this.clock = clock;
  }

  @Override
  public String name() {
    return dialect.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String source(Quantity quantity) {
    return name() + ":" + quantity.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Accuracy accuracy() {
    return stepWatts == Double.MAX_VALUE
        ? Accuracy.UNSTATED
        : Accuracy.ofSteps(stepWatts, stepJoules);
  }

  @Override
  public List<Sample> read() throws IOException {
    long before = clock.monotonicNanos();
    JsonNode answer = device.get(dialect.path);
    long after = clock.monotonicNanos();
    JsonNode figures = answer.at(dialect.figures);
    BigDecimal watts = HttpJson.number(figures, dialect.power);
    BigDecimal total = HttpJson.number(answer.at(dialect.counters), dialect.total);
    Sample sample =
        Sample.both(
            before + (after - before) / 2,
            watts.doubleValue(),
            total.doubleValue() * dialect.joulesPerUnit);
    stepWatts = Math.min(stepWatts, Decimals.step(watts));
    stepJoules = Math.min(stepJoules, Decimals.step(total) * dialect.joulesPerUnit);
    return List.of(sample);
  }

  /** How a plug is asked and how it answers. */
  enum Dialect {
    /** Gen2 and later (shelly-api-docs.shelly.cloud, Switch.GetStatus): W and Wh. */
    SHELLY("/rpc/Switch.GetStatus?id=0", "", "apower", "/aenergy", "total", 3_600),
    /** Tasmota (tasmota.github.io/docs/Commands, Status 10): W and kWh. */
    TASMOTA(
        "/cm?cmnd=Status%2010", "/StatusSNS/ENERGY", "Power", "/StatusSNS/ENERGY", "Total", 3.6e6);

    private final String path;
    private final String figures;
    private final String power;
    private final String counters;
    private final String total;
    private final double joulesPerUnit;

    Dialect(
        String path,
        String figures,
        String power,
        String counters,
        String total,
        double joulesPerUnit) {
      this.path = path;
      this.figures = figures;
      this.power = power;
      this.counters = counters;
      this.total = total;
      this.joulesPerUnit = joulesPerUnit;
    }
  }
}

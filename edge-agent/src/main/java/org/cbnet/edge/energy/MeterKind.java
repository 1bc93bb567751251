package org.cbnet.edge.energy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where joules may come from; prints as configuration writes it. */
public enum MeterKind {
  /** The best metered source that the machine itself has, else the model. */
  AUTO,
  MODEL,
  HWMON,
  RAPL,
  PMIC,
  SHELLY,
  TASMOTA,
  CSV;

  /** Finds a kind by its name in configuration. */
  public static MeterKind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown meter '%s'".formatted(id)));
  }

  /** All names, for people. */
  public static String ids() {
    return Arrays.stream(values()).map(MeterKind::toString).collect(Collectors.joining(", "));
  }

  /** Whether it is asked over HTTP. */
  public boolean overHttp() {
    return this == SHELLY || this == TASMOTA;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

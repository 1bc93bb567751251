package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.energy.MeterKind;

/** Makes instruments of each kind, and says which of them are there. */
final class Instruments {
  /** What a machine may have by itself, the one that sees most of the device first. */
  private static final List<MeterKind> OF_THE_MACHINE =
      List.of(MeterKind.HWMON, MeterKind.PMIC, MeterKind.RAPL);

  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration SELDOM = Duration.ofSeconds(1);
  private static final Duration RAPL_BRIDGE = Duration.ofMinutes(1);
  private static final Duration PLUG_BRIDGE = Duration.ofHours(1);

  private final MeterOptions options;
  private final MachineRoots roots;
  private final EdgeClock clock;

  Instruments(MeterOptions options, MachineRoots roots, EdgeClock clock) {
    this.options = options;
    this.roots = roots;
    this.clock = clock;
  }

  /** The kind to use: as configured, or the best that the machine itself has. */
  MeterKind chosen() throws InterruptedException {
    if (options.kind() != MeterKind.AUTO) {
      return options.kind();
    }
    for (MeterKind kind : OF_THE_MACHINE) {
      if (whyNot(kind).isEmpty()) {
        return kind;
      }
    }
    return MeterKind.MODEL;
  }

  /** Why a kind is not to be had; empty where it is. */
  Optional<String> whyNot(MeterKind kind) throws InterruptedException {
    if (kind.overHttp() && (options.kind() != kind || options.address().isEmpty())) {
      return Optional.of("not asked for: set energy.meter %s and energy.address".formatted(kind));
    }
    if (kind == MeterKind.CSV && options.kind() != kind) {
      return Optional.of("not asked for: set energy.meter csv and energy.device");
    }
    try (Instrument instrument = make(kind)) {
      instrument.probe();
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** An instrument that may be away yet. */
  Instrument make(MeterKind kind) {
    return switch (kind) {
      case HWMON -> new Hwmon(roots.hwmon(), options.device(), clock);
      case RAPL -> new Rapl(roots.powercap(), clock);
      case PMIC -> new Pmic(roots.firmware(), options.correction(), clock);
      case SHELLY -> plug(Plug.Dialect.SHELLY);
      case TASMOTA -> plug(Plug.Dialect.TASMOTA);
      case CSV ->
          new CsvLogger(options.device().orElseThrow(), options.columns().orElseThrow(), clock);
      case AUTO, MODEL -> throw new IllegalArgumentException(kind + " is no instrument");
    };
  }

  Rhythm rhythm(MeterKind kind) {
    Duration own = kind == MeterKind.HWMON || kind == MeterKind.RAPL ? OFTEN : SELDOM;
    Duration bridge = kind.overHttp() ? PLUG_BRIDGE : RAPL_BRIDGE;
    return Rhythm.of(options.sampleInterval().orElse(own), bridge);
  }

  private Plug plug(Plug.Dialect dialect) {
    return new Plug(dialect, new HttpJson(options.address().orElseThrow(), roots.timeout()), clock);
  }
}

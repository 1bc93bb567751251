package org.cbnet.edge.energy.instrument;

import java.time.Duration;
import java.util.OptionalLong;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.log.Repeats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when an instrument goes and when it comes back, and little where it does so often. */
final class InstrumentLog {
  private static final Logger LOG = LoggerFactory.getLogger(InstrumentLog.class);
  private static final Duration PERIOD = Duration.ofMinutes(10);

  private final String name;
  private final Repeats repeats;
  private boolean failing;

  InstrumentLog(String name, EdgeClock clock) {
    this.name = name;
    this.repeats = new Repeats(clock, PERIOD);
  }

  void fails(String reason, long count) {
    boolean before = failing;
    failing = true;
    if (!before && repeats.admit("fails").isPresent()) {
      LOG.atWarn()
          .addKeyValue("meter", name)
          .addKeyValue("reason", reason)
          .addKeyValue("count", count)
          .log("the energy meter does not answer; the model tells until it does");
    }
  }

  void answers() {
    boolean before = failing;
    failing = false;
    OptionalLong keptBack = before ? repeats.admit("answers") : OptionalLong.empty();
    if (keptBack.isPresent()) {
      LOG.atInfo()
          .addKeyValue("meter", name)
          .addKeyValue("count", keptBack.getAsLong())
          .log("the energy meter answers again");
    }
  }
}

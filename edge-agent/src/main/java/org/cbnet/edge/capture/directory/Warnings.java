package org.cbnet.edge.capture.directory;

import java.time.Duration;
import java.util.OptionalLong;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.log.Repeats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what can't be done with the folder; the same kind of trouble not over and over. */
final class Warnings {
  private static final Logger LOG = LoggerFactory.getLogger(DirectorySource.class);
  private static final Duration LOG_PERIOD = Duration.ofMinutes(10);

  private final Repeats repeats;

  Warnings(EdgeClock clock) {
    this.repeats = new Repeats(clock, LOG_PERIOD);
  }

  void warn(String event, String what, Exception reason) {
    OptionalLong keptBack = repeats.admit(event + reason.getClass());
    if (keptBack.isPresent()) {
      LOG.atWarn()
          .addKeyValue("file", what)
          .addKeyValue("reason", reason)
          .addKeyValue("count", keptBack.getAsLong())
          .log(event);
    }
  }
}

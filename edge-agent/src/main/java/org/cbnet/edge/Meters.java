package org.cbnet.edge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.OptionalDouble;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.EnergyConfig;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.instrument.MachineRoots;
import org.cbnet.edge.energy.instrument.MeterOptions;
import org.cbnet.edge.energy.instrument.Metering;

/** The energy meter that a configuration asks for. */
final class Meters {
  private Meters() {}

  /** Opens it; it asks the instrument in a thread of its own from here on. */
  static EnergyMeter open(AgentConfig config, EdgeClock clock) throws IOException {
    try {
      return new Metering(options(config), MachineRoots.ofLinux(), clock).open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking for energy meters");
    }
  }

  static MeterOptions options(AgentConfig config) {
    EnergyConfig energy = config.energy();
    return new MeterOptions(
        energy.meter(),
        config.board(),
        energy.address(),
        energy.device(),
        energy.csvColumns(),
        energy.sampleInterval(),
        energy.idleWatts(),
        energy.accuracy().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        energy.correction(),
        config.stateDirectory());
  }
}

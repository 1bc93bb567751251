package org.cbnet.edge.energy.instrument;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One line of a logger.
 *
 * @param nanos the logger's own time; empty where it writes none
 */
record CsvLine(OptionalLong nanos, OptionalDouble watts, OptionalDouble joules) {

  /** As a sample of this moment of the agent's clock; refused where it is no measurement. */
  Sample at(long atNanos) {
    return new Sample(atNanos, watts, joules);
  }
}

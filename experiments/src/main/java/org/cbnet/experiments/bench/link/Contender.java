package org.cbnet.experiments.bench.link;

import java.io.IOException;

/** One way of getting an answer. */
interface Contender {

  /** Asks, waits for the answer, and gives how long that took in nanoseconds. */
  long roundTrip() throws IOException;
}

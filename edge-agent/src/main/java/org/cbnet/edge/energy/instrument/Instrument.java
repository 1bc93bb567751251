package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.util.List;

/** Shows power, counted energy, or both. Asked by one thread, which may have to wait for it. */
interface Instrument extends AutoCloseable {

  /** Begins the source on the wire, for example {@code hwmon:ina219}. */
  String name();

  /** What goes on the wire for joules that were integrated from power or read from its counter. */
  default String source(Quantity quantity) {
    return name();
  }

  /** What is stated of its errors, as far as it is known by now. */
  Accuracy accuracy();

  /**
   * What it has shown since the last call; empty where nothing is new.
   *
   * @throws IOException where it does not answer, or not as such an instrument does
   */
  List<Sample> read() throws IOException, InterruptedException;

  /** Shows that it is there; the message of the exception says why it is not. */
  default void probe() throws IOException, InterruptedException {
    read();
  }

  /** Answers that were left out so far without failing a whole {@link #read}. */
  default long rejected() {
    return 0;
  }

  @Override
  default void close() {}

  /** From what joules are made. */
  enum Quantity {
    POWER,
    ENERGY
  }
}

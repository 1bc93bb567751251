package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows what a test says. */
final class ScriptedInstrument implements Instrument {
  private final String name;
  private final Accuracy accuracy;
  private final List<Sample> next = new ArrayList<>();
  private String failure;

  ScriptedInstrument(String name, Accuracy accuracy) {
    this.name = name;
    this.accuracy = accuracy;
  }

  void show(Sample sample) {
    failure = null;
    next.add(sample);
  }

  void fail(String reason) {
    failure = reason;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String source(Quantity quantity) {
    return name + ":" + quantity.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Accuracy accuracy() {
    return accuracy;
  }

  @Override
  public List<Sample> read() throws IOException {
    if (failure != null) {
      throw new IOException(failure);
    }
    List<Sample> shown = List.copyOf(next);
    next.clear();
    return shown;
  }
}

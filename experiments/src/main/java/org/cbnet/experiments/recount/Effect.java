package org.cbnet.experiments.recount;

import java.util.HashMap;
import java.util.Map;

/** What one record changes. Not thread-safe. */
final class Effect {
  final long offset;
  boolean undecodable;
  long decoded;
  long accepted;
  long duplicates;
  long refused;
  long late;
  String deviceId;
  String runId = "";
  final Map<HourKey, HourRow> hours = new HashMap<>();

  Effect(long offset) {
    this.offset = offset;
  }

  void add(HourKey hour, HourRow row) {
    hours.merge(hour, row, HourRow::plus);
  }
}

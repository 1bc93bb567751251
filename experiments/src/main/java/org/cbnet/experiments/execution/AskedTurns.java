package org.cbnet.experiments.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which turn a record of a device belongs to. */
final class AskedTurns {
  private static final String ANY = "";

  private final String device;
  private final Optional<String> runId;
  private final Map<String, Turn> turns = new HashMap<>();

  private AskedTurns(String device, Optional<String> runId) {
    this.device = device;
    this.runId = runId;
  }

  /** Of an agent of this run alone: all that it makes was asked for. */
  static AskedTurns ofAgent(String device, List<Turn> turns) {
    AskedTurns asked = new AskedTurns(device, Optional.empty());
    turns.forEach(turn -> asked.turns.put(key(turn.wireRound(), turn.arm().name()), turn));
    return asked;
  }

  /**
   * Of a device that has a life beside the run: what names the run was asked for. Its rounds are of
   * one arm each, since it calls strategies as it likes.
   */
  static AskedTurns ofDevice(String device, String runId, List<Turn> turns) {
    AskedTurns asked = new AskedTurns(device, Optional.of(runId));
    turns.forEach(turn -> asked.turns.put(key(turn.wireRound(), ANY), turn));
    return asked;
  }

  /** Whether a record is of the device and, where it has a life beside it, of the run. */
  boolean has(String recordDevice, String recordRun) {
    return device.equals(recordDevice) && runId.map(run -> run.equals(recordRun)).orElse(true);
  }

  /** The turn of a record that {@link #has} it; empty where nobody asked for it. */
  Optional<Turn> find(int round, String strategy) {
    return Optional.ofNullable(turns.get(key(round, runId.isPresent() ? ANY : strategy)));
  }

  String device() {
    return device;
  }

  private static String key(int round, String arm) {
    return round + "/" + arm;
  }
}

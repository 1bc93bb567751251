package org.cbnet.experiments.chaos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The paths that are asked, for hours from before yesterday's replays to after the end. */
final class Questions {
  static final String CONSERVATION = "/api/v1/conservation";
  static final String EXPERIMENTS = "/api/v1/experiments?limit=1000";

  private static final int HOURS_BACK = 27;
  private static final int HOURS_AHEAD = 3;
  private static final int ROUNDS_A_CONSERVATION = 4;

  private final String hours;
  private final String deviceId;
  private final String runId;

  /**
   * @param deviceId of a device that is asked for by itself
   * @param runId of a run whose strategies are compared
   */
  Questions(Instant start, String deviceId, String runId) {
    Instant hour = start.truncatedTo(ChronoUnit.HOURS);
    this.hours =
        "/api/v1/stats?window=1h&from=%s&to=%s&groupBy="
            .formatted(
                hour.minus(HOURS_BACK, ChronoUnit.HOURS), hour.plus(HOURS_AHEAD, ChronoUnit.HOURS));
    this.deviceId = deviceId;
    this.runId = runId;
  }

  /** All kinds, each once. */
  List<String> all() {
    List<String> all = new ArrayList<>(light());
    all.add(CONSERVATION);
    return all;
  }

  /** What is asked all the while: conservation reads the whole state, and is asked seldom. */
  List<String> inTurn() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < ROUNDS_A_CONSERVATION; i++) {
      paths.addAll(light());
    }
    paths.add(CONSERVATION);
    return paths;
  }

  private List<String> light() {
    return List.of(
        hours + "strategy",
        EXPERIMENTS,
        "/api/v1/devices/" + deviceId,
        comparison(),
        hours + "site,board");
  }

  /** Every row of an hour by itself. */
  String everyHour() {
    return hours + "strategy,model,config,run,board,site";
  }

  /** The least question to all partitions. */
  String anyHour() {
    return hours + "strategy&limit=1";
  }

  String comparison() {
    return "/api/v1/experiments/%s/comparison".formatted(runId);
  }

  /** The same, answered from what is processed and not from copies. */
  static String fresh(String path) {
    return path + (path.contains("?") ? "&" : "?") + "stale=false";
  }
}

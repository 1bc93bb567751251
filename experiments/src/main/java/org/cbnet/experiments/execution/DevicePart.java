package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.Conservation;

/**
 * Measures a device elsewhere: has it take up each block's model and load, and gathers its rows
 * from the raw topics. One thread.
 */
final class DevicePart {
  // Clocks of this machine and the broker's differ.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
  private static final Duration COMPARISON_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Definition definition;
  private final Part part;
  private final RunFolder run;
  private final ControlClient cloud;
  private final String brokers;
  private final Map<String, DeviceModel> models;
  private final InstantSource clock;

  /**
   * @param models of the arms, by name
   */
  DevicePart(
      Definition definition,
      Part part,
      RunFolder run,
      ControlClient cloud,
      String brokers,
      Map<String, DeviceModel> models,
      InstantSource clock) {
    this.definition = definition;
    this.part = part;
    this.run = run;
    this.cloud = cloud;
    this.brokers = brokers;
    this.models = Map.copyOf(models);
    this.clock = clock;
  }

  /**
   * Measures it and leaves the part's files in the run's folder.
   *
   * @param device of the part, taken; the caller lets it go
   * @param progress is told of each block that is over
   */
  PartRecord run(SteeredDevice device, Consumer<Turn> progress)
      throws IOException, InterruptedException {
    Instant started = clock.instant();
    long droppedBefore = device.dropped();
    List<Turn> turns = takeTurns(device, progress);
    long dropped = device.drain() - droppedBefore;
    Instant since = started.minus(CLOCKS_DIFFER);
    String id = part.agent().orElseThrow();
    RowCollector collector = new RowCollector(AskedTurns.ofDevice(id, runId(), turns));
    List<FrameRow> frames = collector.frames(brokers, since);
    CsvRows.FRAMES.write(run.frames(part), frames);
    CsvRows.ENERGY.write(run.energy(part), collector.energy(brokers, since));
    DeviceRecords records = new DeviceRecords(brokers, id);
    DeviceRecords.Check check = records.check(runId(), part.dataSet().id(), since);
    long inCloud = awaitComparison(check.rows());
    Conservation conservation =
        new Conservation(
            check.rows() + check.missing(),
            inCloud,
            check.rows(),
            check.missing(),
            Math.max(0, inCloud - check.rows()),
            0);
    PartRecord record =
        new PartRecord(
            started.toString(),
            Duration.between(started, clock.instant()).toMillis() / MILLIS_PER_SECOND,
            0,
            networks(),
            records.environment(),
            conservation,
            problems(conservation, dropped, check));
    run.finish(part, record);
    return record;
  }

  private List<Turn> takeTurns(SteeredDevice device, Consumer<Turn> progress)
      throws IOException, InterruptedException {
    // What it shows is its own affair: as many images as any block.
    TurnPlan plan = new TurnPlan(definition, part, Integer.MAX_VALUE);
    Duration length =
        Duration.ofMillis(Math.round(MILLIS_PER_SECOND * definition.load().blockSeconds()));
    List<Turn> turns = new ArrayList<>();
    DeviceModel model = null;
    for (int session = 0; session < plan.sessions(); session++) {
      for (Turn turn : plan.turns(session)) {
        model = models.get(turn.arm().name());
        device.rest(model);
        device.work(model, turn.level().orElseThrow(), runId(), turn.wireRound(), length);
        turns.add(turn);
        Thread.sleep(length.toMillis());
        progress.accept(turn);
      }
    }
    device.rest(model);
    return turns;
  }

  private List<String> problems(
      Conservation conservation, long dropped, DeviceRecords.Check check) {
    List<String> problems = new ArrayList<>(check.problems());
    Account.mustBe("results given up by the device", 0, dropped, problems);
    Account.mustBe("results missing in the topic", 0, conservation.lost(), problems);
    Account.mustBe(
        "results of the run in the cloud", check.rows(), conservation.received(), problems);
    return problems;
  }

  private long awaitComparison(long rows) throws IOException, InterruptedException {
    Instant end = clock.instant().plus(COMPARISON_TIMEOUT);
    while (true) {
      long frames = 0;
      for (JsonNode row :
          cloud
              .comparison(runId(), definition.arms().get(0).strategy().id())
              .map(answer -> answer.path("strategies"))
              .orElseThrow(() -> new IOException("the cloud knows nothing of run " + runId()))) {
        frames += row.path("frames").asLong();
      }
      if (frames >= rows || clock.instant().isAfter(end)) {
        return frames;
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private Map<String, String> networks() {
    Map<String, String> networks = new HashMap<>();
    for (Arm arm : definition.arms()) {
      networks.put(arm.name(), models.get(arm.name()).network());
    }
    return networks;
  }

  // One for each device, since the cloud compares all that a run has.
  private String runId() {
    return run.runId() + "." + part.agent().orElseThrow();
  }
}

package org.cbnet.experiments.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.alignment.AlignedEnergy;
import org.cbnet.experiments.alignment.AlignmentException;
import org.cbnet.experiments.alignment.ClockAlignment;
import org.cbnet.experiments.alignment.MeterLog;
import org.cbnet.experiments.alignment.PlayedPattern;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.summary.MeterAlignment;

/**
 * Gives a run's energy intervals the joules of an external meter's log in place of what the agent
 * had. The agent's own rows stay beside them. One thread.
 */
public final class MeteredRows {
  private static final String SOURCE = "log:";

  private final RunFolder run;
  private final Definition definition;

  public MeteredRows(RunFolder run, Definition definition) {
    this.run = run;
    this.definition = definition;
  }

  /**
   * Lays a log beside the run, and writes the rows.
   *
   * @param file the log
   * @param patterns as played on the device, before the run and after it
   * @param agent device that the meter fed; empty for this machine
   * @throws AlignmentException where the patterns are not to be found in the log, or it does not
   *     cover an interval
   * @throws IOException where a file can't be read or written, or no part is the device's
   */
  public MeterAlignment take(Path file, List<PlayedPattern> patterns, Optional<String> agent)
      throws AlignmentException, IOException {
    MeterLog log = MeterLog.read(file);
    ClockAlignment alignment = ClockAlignment.of(log, patterns);
    String name = file.getFileName().toString();
    List<Part> parts = parts(agent);
    // All of them first: a run is not to be half of a log's.
    List<List<EnergyRow>> metered = new ArrayList<>();
    for (Part part : parts) {
      metered.add(metered(part, alignment, SOURCE + name));
    }
    for (int i = 0; i < parts.size(); i++) {
      CsvRows.ENERGY.write(run.metered(parts.get(i)), metered.get(i));
    }
    MeterAlignment found =
        new MeterAlignment(
            name,
            agent.orElse(null),
            log.samples(),
            log.rejectedLines(),
            alignment.offsetSeconds(),
            alignment.driftPpm(),
            alignment.residualMillis(),
            alignment.correlation(),
            alignment.peakRatio());
    run.add(found);
    return found;
  }

  private List<Part> parts(Optional<String> agent) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Part part : Part.of(definition)) {
      if (!part.isAccuracy() && part.agent().equals(agent) && run.read(part).isPresent()) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      throw new IOException(
          "run %s has no part of %s that is done"
              .formatted(run.runId(), agent.orElse("this machine")));
    }
    return parts;
  }

  private List<EnergyRow> metered(Part part, ClockAlignment alignment, String source)
      throws AlignmentException, IOException {
    List<EnergyRow> rows = new ArrayList<>();
    CsvRows.ENERGY.read(run.energy(part), rows::add);
    List<EnergyRow> metered = new ArrayList<>();
    for (EnergyRow row : rows) {
      if (row.startNanos() == null) {
        throw new IOException(
            "%s says not when its intervals began: it was made by an older version"
                .formatted(run.energy(part)));
      }
      try {
        AlignedEnergy joules =
            alignment.alignedJoules(row.startNanos(), row.startNanos() + row.durationNanos());
        metered.add(row.metered(joules.joules(), joules.uncertaintyJoules(), source));
      } catch (AlignmentException e) {
        throw new AlignmentException(
            "part %s, session %d, round %d, %s: %s"
                .formatted(
                    part.name(), row.session() + 1, row.round() + 1, row.arm(), e.getMessage()));
      }
    }
    return metered;
  }
}

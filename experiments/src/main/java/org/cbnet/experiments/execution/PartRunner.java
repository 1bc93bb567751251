package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.images.ImageFolder;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.Conservation;
import org.cbnet.experiments.summary.ConversionSheet;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Runs parts on the same servers: of each an agent process, its turns, and its rows from the raw
 * topics. One thread.
 */
final class PartRunner {
  private static final Duration ARRIVAL_TIMEOUT = Duration.ofMinutes(3);
  // Some of the cloud's commits.
  private static final Duration COMPARISON_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Definition definition;
  private final RunFolder run;
  private final Servers servers;
  private final Profiles profiles;
  private final Account account;
  private final Path models;
  private final RunProgress progress;
  private final InstantSource clock;

  /**
   * @param account what the cloud has counted so far
   * @param models folder of bundles, by data set
   */
  PartRunner(
      Definition definition,
      RunFolder run,
      Servers servers,
      Profiles profiles,
      Account account,
      Path models,
      RunProgress progress,
      InstantSource clock) {
    this.definition = definition;
    this.run = run;
    this.servers = servers;
    this.profiles = profiles;
    this.account = account;
    this.models = models;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Measures a part and leaves its files in the run's folder.
   *
   * @param images that it shows, all at hand
   */
  PartRecord run(Part part, LabelledImages images) throws IOException, InterruptedException {
    Instant started = clock.instant();
    Surroundings surroundings = new Surroundings();
    AgentFiles files =
        new AgentFiles(definition, part, runId(part), servers.brokers(), models, folder(part));
    List<Turn> turns = new ArrayList<>();
    long acknowledged =
        takeTurns(files, new TurnPlan(definition, part, images.size()), images, turns);
    JsonNode told =
        servers.cloud().awaitArrival(account.acknowledged() + acknowledged, ARRIVAL_TIMEOUT);
    List<FrameRow> frames = collect(part, turns);
    if (part.isAccuracy() && part.images().equals(ImageChoice.ALL)) {
      addConversions(files, images, frames);
    }
    Conservation conservation = account.next(told, acknowledged, frames.size());
    PartRecord record =
        new PartRecord(
            started.toString(),
            Duration.between(started, clock.instant()).toMillis() / 1e3,
            images.size(),
            networks(files),
            surroundings.read(),
            conservation,
            problems(part, told, conservation, frames));
    run.finish(part, record);
    return record;
  }

  private void addConversions(AgentFiles files, LabelledImages images, List<FrameRow> frames)
      throws IOException {
    List<ConversionSheet> sheets = new ArrayList<>(run.sheets());
    sheets.removeIf(sheet -> sheet.dataSet().equals(images.dataSet()));
    Conversions conversions = new Conversions(definition, images, frames);
    for (Arm arm : definition.arms()) {
      conversions.of(arm, ModelBundle.load(files.bundle(arm))).ifPresent(sheets::add);
    }
    run.write(sheets);
  }

  // Answers how many results the broker has acknowledged.
  private long takeTurns(AgentFiles files, TurnPlan plan, LabelledImages images, List<Turn> taken)
      throws IOException, InterruptedException {
    Path data = files.folder().resolve("images");
    ImageFolder.write(data, List.of(images));
    ArmsAgent agent =
        new ArmsAgent(
            servers
                .stack()
                .startArms(
                    files.part().name(), files.agent(), arms(files, plan.conditions()), data));
    for (int session = 0; session < plan.sessions(); session++) {
      agent.open(plan.opening(session));
      for (Turn turn : plan.turns(session)) {
        progress.begins();
        agent.take(turn, definition.load().blockSeconds());
        taken.add(turn);
        progress.took(files.part(), turn);
      }
    }
    return agent.finish();
  }

  private List<FrameRow> collect(Part part, List<Turn> turns) throws IOException {
    RowCollector collector = new RowCollector(AskedTurns.ofAgent(part.name(), turns));
    List<FrameRow> frames = collector.frames(servers.brokers(), Instant.EPOCH);
    CsvRows.FRAMES.write(run.frames(part), frames);
    CsvRows.ENERGY.write(run.energy(part), collector.energy(servers.brokers(), Instant.EPOCH));
    return frames;
  }

  private List<String> problems(
      Part part, JsonNode told, Conservation conservation, List<FrameRow> frames)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>(Account.problems(told, conservation));
    if (part.isAccuracy()) {
      AccuracyCheck check = new AccuracyCheck(frames);
      problems.addAll(check.problems(awaitComparison(part, check)));
    }
    return problems;
  }

  private JsonNode awaitComparison(Part part, AccuracyCheck check)
      throws IOException, InterruptedException {
    Instant end = clock.instant().plus(COMPARISON_TIMEOUT);
    while (true) {
      JsonNode comparison = servers.cloud().comparison(runId(part), definition.baseline());
      if (check.isWhole(comparison) || clock.instant().isAfter(end)) {
        return comparison;
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private Map<String, String> networks(AgentFiles files) throws IOException {
    Map<String, String> networks = new HashMap<>();
    for (Arm arm : definition.arms()) {
      networks.put(arm.name(), ModelBundle.load(files.bundle(arm)).manifest().network());
    }
    return networks;
  }

  private List<Path> arms(AgentFiles files, List<Condition> conditions) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Condition condition : conditions) {
      for (Arm arm : definition.arms()) {
        written.add(
            files.arm(
                condition,
                arm,
                servers.offload(condition, arm),
                profiles.of(arm, files.bundle(arm))));
      }
    }
    return written;
  }

  private Path folder(Part part) throws IOException {
    return Files.createDirectories(servers.stack().folder().resolve("part-" + part.name()));
  }

  // One for each data set and kind, since the cloud compares all that a run has.
  private String runId(Part part) {
    return "%s.%s%s"
        .formatted(run.runId(), part.set(), part.isAccuracy() ? Definition.ACCURACY_SUFFIX : "");
  }
}

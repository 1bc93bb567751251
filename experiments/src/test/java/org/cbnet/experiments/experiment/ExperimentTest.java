package org.cbnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.trainer.command.TrainerCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Experiments end to end: real broker, cloud and agents, each a process. */
class ExperimentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ACCURACY_FRAMES = 400;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void runsADefinitionAndDoesAgainOnlyWhatIsNotDone() throws IOException {
    Path definition =
        Files.writeString(
            folder.resolve("two.yaml"),
            """
            name: two
            question: Is one of two as accurate?
            data-sets: [fashion-mnist]
            accuracy-frames: %d
            arms: [edge-full, early-exit, cbnet]
            baseline: edge-full
            schedule: {jvms: 2, sessions: 2, rounds: 2, frames: 10, warm-up-frames: 50}
            hypotheses:
              - {id: as-accurate, claim: not-less-accurate, arm: cbnet, margin: 0.2}
            """
                .formatted(ACCURACY_FRAMES));

    assertThat(run(definition)).as("%s%n%s", out, err).isZero();

    Path run = onlyRun();
    JsonNode summary = summary(run);
    assertThat(summary.get("valid").asBoolean()).isTrue();
    int timed = 2 * 2 * 2 * 10;
    assertThat(summary.at("/conservation/acknowledged").asInt())
        .isEqualTo(3 * (ACCURACY_FRAMES + timed));
    assertThat(summary.at("/conservation/received").asInt())
        .isEqualTo(summary.at("/conservation/rows").asInt());
    assertThat(summary.get("strategies")).hasSize(3);
    assertThat(summary.get("strategies"))
        .allSatisfy(row -> assertThat(row.get("frames").asInt()).isEqualTo(timed))
        .allSatisfy(row -> assertThat(row.at("/latencyMicros/p50").asDouble()).isPositive());
    assertThat(accuracies(summary)).isEqualTo(evaluated());
    assertThat(summary.get("verdicts")).hasSize(1);
    assertThat(Files.readString(run.resolve("report.html"))).contains("not a Pi", "early-exit");
    checkRounds(rows(run, "fashion-mnist-jvm1"));
    publish(run);

    doAgainTheSecondProcess(run, summary);
  }

  private void doAgainTheSecondProcess(Path run, JsonNode before) throws IOException {
    Path done = run.resolve("parts/fashion-mnist-jvm1.json");
    FileTime asDone = Files.getLastModifiedTime(done);
    Files.delete(run.resolve("parts/fashion-mnist-jvm2.json"));

    assertThat(experiment("report", run.toString(), "--models", models())).isOne();
    assertThat(summary(run).get("valid").asBoolean()).isFalse();
    assertThat(summary(run).get("verdicts")).isEmpty();
    assertThat(experiment("publish", run.toString(), "--project", project().toString())).isOne();
    assertThat(err.toString()).contains("is invalid and claims nothing");
    assertThat(out.toString()).contains("part fashion-mnist-jvm2 is not done: resume the run");

    assertThat(experiment("resume", run.toString(), "--models", models()))
        .as("%s%n%s", out, err)
        .isZero();
    assertThat(Files.getLastModifiedTime(done)).isEqualTo(asDone);
    assertThat(summary(run).get("valid").asBoolean()).isTrue();
    assertThat(summary(run).get("conservation")).isEqualTo(before.get("conservation"));
    assertThat(experiment("list", "--results", folder.resolve("results").toString())).isZero();
    assertThat(out.toString()).contains(run.getFileName().toString());
    assertThat(experiment("diff", run.toString(), run.toString())).isZero();
  }

  // Conversions are in the page, and the project's documents take the run over.
  private void publish(Path run) throws IOException {
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("Frames and their conversions", "drawn from those that early-exit finds hard")
        .contains("src=\"data:image/png;base64,");
    Files.createDirectories(project());
    Files.writeString(project().resolve("README.md"), "before\n");

    assertThat(experiment("publish", run.toString(), "--project", project().toString()))
        .as("%s", err)
        .isZero();

    Path published = project().resolve("docs/experiments/two");
    assertThat(published.resolve("summary.json"))
        .hasSameTextualContentAs(run.resolve("summary.json"));
    assertThat(published.resolve("report.html")).exists();
    assertThat(Files.readString(project().resolve("docs/experiments/README.md")))
        .contains("[two](two/summary.md)", "Is one of two as accurate?", "1 of 1 claims shown");
    assertThat(Files.readString(project().resolve("README.md"))).isEqualTo("before\n");
  }

  private Path project() {
    return folder.resolve("project");
  }

  @Test
  void energyIsToldByLevelsOfLoad() throws IOException {
    Path definition =
        Files.writeString(
            folder.resolve("levels.yaml"),
            """
            name: levels
            question: What does an inference take?
            data-sets: [fashion-mnist]
            accuracy-frames: 100
            arms: [edge-full, cbnet]
            baseline: edge-full
            load: {levels: [0, 20, 60, 120], block-seconds: 1}
            schedule: {jvms: 1, sessions: 1, rounds: 2, warm-up-frames: 100}
            """);

    assertThat(run(definition)).as("%s%n%s", out, err).isZero();

    JsonNode summary = summary(onlyRun());
    for (JsonNode arm : summary.at("/conditions/0/arms")) {
      JsonNode energy = arm.at("/energy/byLoad");
      assertThat(energy.get("levels")).hasSize(4);
      assertThat(energy.at("/levels/0/inferencesPerSecond").asDouble()).isZero();
      // A block ends when its results have left, so it is a little longer than a second.
      assertThat(energy.at("/levels/3/inferencesPerSecond").asDouble()).isBetween(40.0, 125.0);
      assertThat(energy.get("idleWatts").asDouble()).isBetween(2.0, 5.0);
    }
    assertThat(Files.readString(onlyRun().resolve("report.html")))
        .contains("by load (modelled: follows from CPU time)");
    alignTheLogOfAMeterOutside(onlyRun());
  }

  private void alignTheLogOfAMeterOutside(Path run) throws IOException {
    List<EnergyRow> rows = new ArrayList<>();
    CsvRows.ENERGY.read(run.resolve("parts/fashion-mnist-jvm1-energy.csv.gz"), rows::add);
    PlantedMeter meter = new PlantedMeter(rows, Map.of("edge-full", 0.02, "cbnet", 0.01));
    Path log = Files.writeString(folder.resolve("power.csv"), meter.log());
    Path before = folder.resolve("before.json");
    Path after = folder.resolve("after.json");
    PlayedPatternFile.write(meter.before(), before);
    PlayedPatternFile.write(meter.after(), after);

    assertThat(align(run, log, before, before)).isEqualTo(2);
    assertThat(err.toString()).contains("were played at the same time");
    Path other = Files.writeString(folder.resolve("short.csv"), "time_s,power_w\n1,2\n");
    assertThat(align(run, other, before, after)).isOne();
    assertThat(err.toString()).contains("short.csv: the log has 1 samples");
    assertThat(align(run, log, before, after)).as("%s%n%s", out, err).isZero();

    JsonNode found = summary(run).at("/alignments/0");
    assertThat(found.get("offsetSeconds").asDouble())
        .isCloseTo(PlantedMeter.AHEAD_SECONDS, within(0.05));
    assertThat(found.get("driftPpm").asDouble()).isCloseTo(PlantedMeter.DRIFT_PPM, within(100.0));
    for (JsonNode arm : summary(run).at("/conditions/0/arms")) {
      double planted = meter.joules().get(arm.get("name").asText());
      assertThat(arm.at("/energy/byLoad/joulesPerInference/value").asDouble())
          .isCloseTo(planted, withinPercentage(15));
      assertThat(arm.at("/energy/source").asText()).isEqualTo("log:power.csv");
    }
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("External meter: its log power.csv")
        .doesNotContain("modelled: follows from CPU time");
  }

  private int align(Path run, Path log, Path first, Path second) {
    return experiment(
        "align",
        run.toString(),
        "--log",
        log.toString(),
        "--code",
        first.toString(),
        "--code",
        second.toString(),
        "--models",
        models());
  }

  @Test
  void asksTheCloudOverALink() throws IOException {
    Path definition =
        Files.writeString(
            folder.resolve("links.yaml"),
            """
            name: links
            question: Does the link show?
            data-sets: [fashion-mnist]
            accuracy-frames: 60
            arms: [edge-full, cloud-full, partition, early-exit-offload]
            baseline: edge-full
            links: [lte, offline]
            schedule: {jvms: 2, sessions: 1, rounds: 1, frames: 5, warm-up-frames: 5}
            """);

    assertThat(run(definition)).as("%s%n%s", out, err).isZero();

    JsonNode summary = summary(onlyRun());
    JsonNode lte = arm(summary, "lte", "cloud-full");
    // A round trip of 70 ms, which no machine is quicker than.
    assertThat(lte.at("/latencyMicros/p50").asDouble()).isBetween(60_000.0, 3_000_000.0);
    assertThat(lte.get("offloadRatio").asDouble()).isEqualTo(1);
    assertThat(lte.get("fallbackRatio").asDouble()).isZero();
    assertThat(lte.get("bytesUpPerFrame").asDouble()).isBetween(100.0, 2_000.0);
    assertThat(arm(summary, "offline", "cloud-full").get("fallbackRatio").asDouble()).isEqualTo(1);
    assertThat(arm(summary, "lte", "partition").get("offloadRatio").asDouble()).isZero();
  }

  @Test
  void refusesADefinitionBeforeAnythingStarts() throws IOException {
    Path definition =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            name: wrong
            question: Is it?
            data-sets: [fashion-mnist]
            arms: [edge-full, warp-drive]
            baseline: edge-full
            """);

    assertThat(run(definition)).isEqualTo(2);

    assertThat(err.toString()).contains("wrong.yaml:4", "warp-drive");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void saysWhatItWouldDo() {
    Path smoke = Path.of("definitions", "smoke.yaml");

    assertThat(
            experiment(
                "run",
                smoke.toString(),
                "--plan",
                "--results",
                folder.toString(),
                "--models",
                models()))
        .isZero();

    assertThat(out.toString()).contains("2 processes", "about", "min");
    assertThat(folder).isEmptyDirectory();
  }

  // Every arm has every frame of a round, and rounds of a session have others.
  private static void checkRounds(List<FrameRow> rows) {
    Map<String, List<String>> framesOfTurns = new HashMap<>();
    rows.forEach(
        row ->
            framesOfTurns
                .computeIfAbsent(
                    row.session() + "/" + row.round() + "/" + row.arm(), any -> new ArrayList<>())
                .add(row.frame()));
    assertThat(framesOfTurns).hasSize(2 * 2 * 3);
    assertThat(framesOfTurns.get("1/1/cbnet")).hasSize(10);
    assertThat(framesOfTurns.get("1/1/cbnet")).isEqualTo(framesOfTurns.get("1/1/early-exit"));
    assertThat(framesOfTurns.get("1/1/cbnet")).isNotEqualTo(framesOfTurns.get("1/0/cbnet"));
  }

  // By the trainer's own measurement of the same bundles on the same frames.
  private Map<String, Double> evaluated() throws IOException {
    Path json = folder.resolve("evaluated.json");
    int exitCode =
        TrainerCommands.ofProcess()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "evaluate",
                "--frames",
                Integer.toString(ACCURACY_FRAMES),
                "--networks",
                "lenet,branchynet,cbnet",
                "--models",
                models(),
                "--rounds",
                "2",
                "--jvms",
                "2",
                "--json",
                json.toString());
    assertThat(exitCode).as("%s%n%s", out, err).isZero();
    Map<String, Double> accuracies = new HashMap<>();
    JSON.readTree(json.toFile())
        .get("models")
        .forEach(
            model -> accuracies.put(model.get("name").asText(), model.get("accuracy").asDouble()));
    return Map.of(
        "edge-full", accuracies.get("lenet"),
        "early-exit", accuracies.get("branchynet@paperT"),
        "cbnet", accuracies.get("cbnet"));
  }

  private static Map<String, Double> accuracies(JsonNode summary) {
    Map<String, Double> accuracies = new HashMap<>();
    summary
        .get("strategies")
        .forEach(row -> accuracies.put(row.get("name").asText(), row.get("accuracy").asDouble()));
    return accuracies;
  }

  // The keys of the view for programs, of the condition with a link.
  private static JsonNode arm(JsonNode summary, String link, String name) {
    for (JsonNode condition : summary.get("conditions")) {
      if (condition.at("/condition/link").asText().equals(link)) {
        for (JsonNode arm : condition.get("arms")) {
          if (arm.get("name").asText().equals(name)) {
            return arm;
          }
        }
      }
    }
    throw new AssertionError("no %s over %s in %s".formatted(name, link, summary));
  }

  private static List<FrameRow> rows(Path run, String part) throws IOException {
    List<FrameRow> rows = new ArrayList<>();
    CsvRows.FRAMES.read(run.resolve("parts").resolve(part + "-frames.csv.gz"), rows::add);
    return rows;
  }

  private static JsonNode summary(Path run) throws IOException {
    return JSON.readTree(run.resolve("summary.json").toFile());
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.findFirst().orElseThrow();
    }
  }

  private int run(Path definition) {
    return experiment(
        "run",
        definition.toString(),
        "--results",
        folder.resolve("results").toString(),
        "--models",
        models());
  }

  private int experiment(String... arguments) {
    CommandLine command = ExperimentCommand.of(Clock.systemUTC());
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String models() {
    return OfflineCount.MODELS.toString();
  }
}

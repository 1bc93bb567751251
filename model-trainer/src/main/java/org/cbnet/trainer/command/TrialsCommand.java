package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.cell.CellLine;
import org.cbnet.trainer.cell.Ledger;
import org.cbnet.trainer.evaluation.BundleFolder;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.judge.Judging;
import org.cbnet.trainer.evaluation.latency.LatencyMeasurement;
import org.cbnet.trainer.evaluation.latency.LatencyPlan;
import org.cbnet.trainer.evaluation.latency.Measured;
import org.cbnet.trainer.evaluation.latency.Subject;
import org.cbnet.trainer.evaluation.latency.WorkerCommand;
import org.cbnet.trainer.evaluation.report.Trial;
import org.cbnet.trainer.recipe.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle trials}: what a search looks at, from validation images only. */
@Command(
    name = "trials",
    description =
        "Measures the speed of finished cells of a matrix on validation images, against the shipped"
            + " lenet, and prints it beside their validation accuracy. Test images are never read:"
            + " it is for choosing, evaluate is for claims.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle trials --dataset mnist --networks 'cbnet*'",
      "  ./cbnet bundle trials --networks 'cbnet*,no-image*' --json trials.json"
    })
final class TrialsCommand implements Callable<Integer> {
  private static final long SEED = 1;

  private final DataSetLocator locator;
  private final boolean interactive;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "fashion-mnist",
      description = "mnist, fashion-mnist or kmnist (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--networks",
      paramLabel = "PATTERN",
      split = ",",
      defaultValue = "*",
      description = "Names of networks, * for any letters (default: all).")
  private List<String> networks;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "Rounds of the latency measurement (default: ${DEFAULT-VALUE}).")
  private Integer rounds;

  @Option(
      names = "--jvms",
      paramLabel = "N",
      defaultValue = "2",
      description = "Fresh Java processes they are spread over (default: ${DEFAULT-VALUE}).")
  private Integer jvms;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = Options.MODELS,
      description = "Folder of bundles (default: ${DEFAULT-VALUE}).")
  private Path models;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures here.")
  private Path json;

  TrialsCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws Exception {
    return EndRequest.during(this::compare);
  }

  private int compare(EndRequest request) throws IOException {
    KnownDataSet set = Options.find(spec, "--dataset", dataset, KnownDataSet::of);
    Options.atLeast(spec, "--rounds", rounds, 1);
    Options.atLeast(spec, "--jvms", jvms, 1);
    JsonOutput output = new JsonOutput("--json", json);
    Path folder = models.resolve(set.id());
    Path lenet = folder.resolve(BundleProvenance.BASELINE);
    if (!Files.isDirectory(lenet)) {
      throw new InputException(
          "trials are measured against %s, which is not there: ship it first (./cbnet train --ship)"
              .formatted(lenet));
    }
    Map<String, List<CellLine>> ways = ways(folder);
    List<Subject> subjects = subjects(folder, lenet, ways);
    if (subjects.size() == 1) {
      throw new InputException(
          "no finished cell of %s with its bundle in %s: train some (./cbnet train --matrix FILE)"
              .formatted(String.join(",", networks), folder));
    }
    List<Frame> frames = validation(set);
    Judging judging =
        new Judging(
            Judging.judges(new BundleFolder(models, set), Provider.CPU), frames, Provider.CPU);
    List<Trial> trials = trials(measure(subjects, frames, request), ways, judging);
    print(trials);
    output.write(trials);
    return 0;
  }

  private Map<String, List<CellLine>> ways(Path folder) throws IOException {
    List<PathMatcher> wanted = networks.stream().map(TrialsCommand::matcher).toList();
    Map<String, List<CellLine>> ways = new LinkedHashMap<>();
    for (CellLine line : new Ledger(folder).lines()) {
      if (wanted.stream().anyMatch(pattern -> pattern.matches(Path.of(line.network())))) {
        // Lines of another architecture under the same name are another way.
        String way = "%s %s %d".formatted(line.network(), line.label(), line.parameters());
        ways.computeIfAbsent(way, key -> new ArrayList<>()).add(line);
      }
    }
    return ways;
  }

  private static PathMatcher matcher(String name) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + name);
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "--networks: '%s' is no pattern, such as cbnet-*: %s"
              .formatted(name, e.getDescription()));
    }
  }

  private static List<Subject> subjects(Path folder, Path lenet, Map<String, List<CellLine>> ways) {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new Subject("", lenet.toAbsolutePath().toString()));
    ways.forEach(
        (way, lines) ->
            lines.stream()
                .map(line -> folder.resolve(line.folder()).toAbsolutePath())
                .filter(Files::isDirectory)
                .findFirst()
                .ifPresent(place -> subjects.add(new Subject(way, place.toString()))));
    return subjects;
  }

  private List<Frame> validation(KnownDataSet set) throws IOException {
    TrainingData data = TrainingData.load(new DataSets(locator), set);
    return IntStream.range(0, data.validation().size())
        .mapToObj(i -> data.source().frame(data.validation().index(i)))
        .toList();
  }

  private List<Measured> measure(List<Subject> subjects, List<Frame> frames, EndRequest request)
      throws IOException {
    EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), interactive, request);
    return new LatencyMeasurement(
            WorkerCommand.of(EvaluateCommand.MAIN, "evaluate", "--worker"),
            Provider.CPU,
            new LatencyPlan(rounds, jvms, SEED))
        .measure(subjects, frames, (done, of) -> progress.progress("latency", done, of));
  }

  private static List<Trial> trials(
      List<Measured> measured, Map<String, List<CellLine>> ways, Judging judging)
      throws IOException {
    List<Trial> trials = new ArrayList<>();
    for (Measured one : measured.subList(1, measured.size())) {
      List<CellLine> lines = ways.get(one.subject().name());
      CellLine first = lines.get(0);
      trials.add(
          new Trial(
              first.network(),
              first.label(),
              lines.size(),
              lines.stream().mapToDouble(CellLine::validationAccuracy).average().orElseThrow(),
              first.macs(),
              first.parameters(),
              one.latency().figures().p50(),
              measured.get(0).latency().speedupOf(one.latency(), SEED),
              judging.of(ModelBundle.load(Path.of(one.subject().folder())))));
    }
    return trials;
  }

  private void print(List<Trial> trials) {
    PrintWriter out = spec.commandLine().getOut();
    new TrialsText(trials).print(out);
    out.flush();
  }
}

package org.cbnet.trainer.evaluation.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.accuracy.Answers;
import org.cbnet.trainer.evaluation.accuracy.CellMeter;
import org.cbnet.trainer.evaluation.accuracy.SeedAnswers;
import org.cbnet.trainer.evaluation.accuracy.SeedJoin;
import org.cbnet.trainer.evaluation.judge.ConversionFigures;
import org.cbnet.trainer.evaluation.judge.Judging;
import org.cbnet.trainer.evaluation.latency.LatencyMeasurement;
import org.cbnet.trainer.evaluation.latency.Measured;
import org.cbnet.trainer.evaluation.latency.Subject;

/**
 * Measures networks on the same frames through the very strategies that agents run: accuracy on
 * every frame, then latency in interleaved blocks in fresh processes.
 */
public final class Evaluation {
  /** The row that all others are compared with directly. */
  private static final String SUBJECT = "cbnet";

  private static final String TWIN = BundleProvenance.BASELINE + " (A/A)";

  private final EvaluationSetup setup;
  private final NoteBook notes;

  public Evaluation(EvaluationSetup setup, EvaluationListener listener) {
    this.setup = setup;
    this.notes = new NoteBook(listener);
  }

  /**
   * Runs all networks.
   *
   * @throws IOException where a latency process dies, or a file of trained cells is damaged
   */
  public EvaluationResult run(List<OpenBundle> bundles) throws IOException {
    String startedAt = setup.clock().instant().toString();
    Machine machine = Machine.ofProcess();
    BitSet hard = setup.labelling().map(labelling -> labelling.hard(setup.frames())).orElse(null);
    CellMeter meter = new CellMeter(setup.cells(), setup.frames(), setup.provider(), notes);
    SeedJoin join = new SeedJoin(setup.cells(), meter, setup.wholeTestSet(), notes);
    Judging judging = new Judging(setup.judges(), setup.frames(), setup.provider());
    List<Answers> answers = new ArrayList<>();
    List<List<SeedAnswers>> seeds = new ArrayList<>();
    List<List<ConversionFigures>> conversions = new ArrayList<>();
    for (OpenBundle bundle : bundles) {
      Answers given = bundle.provenance().latencyOnly() ? null : answers(bundle);
      answers.add(given);
      seeds.add(given == null ? List.of() : join.seeds(bundle.provenance(), given));
      conversions.add(given == null ? List.of() : judging.of(bundle.bundle()));
    }
    Optional<ProcessorTime> before = ProcessorTime.now();
    List<Measured> measured = measure(bundles);
    Double stealShare =
        before
            .flatMap(then -> ProcessorTime.now().map(now -> now.stealShareSince(then)))
            .orElse(null);
    Measured baseline = find(measured, BundleProvenance.BASELINE);
    List<ModelRow> rows = new ArrayList<>();
    List<ModelFigures> models = new ArrayList<>();
    List<ContactSheet> sheets = new ArrayList<>();
    ContactSheets picker = new ContactSheets(setup.provider(), hard == null ? all() : hard);
    for (int i = 0; i < bundles.size(); i++) {
      OpenBundle bundle = bundles.get(i);
      ModelRow row =
          new ModelRow(bundle, answers.get(i), seeds.get(i), conversions.get(i), measured.get(i));
      rows.add(row);
      models.add(
          row.figures(baseline == null ? null : baseline.latency(), hard, setup.plan().seed()));
      if (answers.get(i) != null) {
        sheets.add(picker.of(bundle, answers.get(i)));
      }
      notes.progress("figures", i + 1, bundles.size());
    }
    int shown = (int) answers.stream().filter(Objects::nonNull).count() + meter.measured();
    EvaluationReport report =
        new EvaluationReport(
            setup.dataset(),
            setup.frames().size(),
            trainingImages(bundles),
            startedAt,
            machine,
            Versions.ofProcess(),
            setup.provider().id(),
            setup.plan().rounds(),
            setup.plan().jvms(),
            setup.plan().warmUpRounds(),
            setup.enoughForClaims(),
            stealShare,
            setup.labelling().map(labelling -> labelling.description()).orElse(null),
            new TestEvaluations(setup.cells().recordedCount(), shown),
            baseline == null ? null : aaCheck(baseline, find(measured, TWIN)),
            notes.notes(),
            models,
            comparisons(rows, hard));
    return new EvaluationResult(report, sheets);
  }

  private List<Comparison> comparisons(List<ModelRow> rows, BitSet hard) {
    Map<String, ModelRow> answering = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.answers() != null)
        .forEach(row -> answering.put(row.bundle().name(), row));
    ModelRow subject = answering.get(SUBJECT);
    List<Comparison> comparisons = new ArrayList<>();
    if (subject != null) {
      answering.values().stream()
          .filter(other -> !other.bundle().name().equals(SUBJECT))
          .forEach(other -> comparisons.add(subject.against(other, hard, seed())));
      Contributions.parts().stream()
          .filter(part -> !part.name().equals(SUBJECT))
          .filter(part -> answering.keySet().containsAll(List.of(part.name(), part.other())))
          .map(
              part -> answering.get(part.name()).against(answering.get(part.other()), hard, seed()))
          .forEach(comparisons::add);
    }
    return comparisons;
  }

  private Answers answers(OpenBundle bundle) {
    int[] done = {0};
    int frames = setup.frames().size();
    Answers answers =
        Answers.measure(
            bundle.strategy(),
            setup.frames(),
            () -> notes.progress("accuracy of " + bundle.name(), ++done[0], frames));
    if (answers.failed() > 0) {
      notes.note(
          "%s gave no label for %d of %d frames; they count as wrong"
              .formatted(bundle.name(), answers.failed(), frames));
    }
    answers.requireLabels();
    if (bundle.provenance().scoresOnly()) {
      notes.note(
          bundle.name()
              + " answers scores that rank the classes, no probabilities: no calibration, no"
              + " confident mistakes");
    }
    return answers;
  }

  private List<Measured> measure(List<OpenBundle> bundles) throws IOException {
    List<Subject> subjects = new ArrayList<>();
    for (OpenBundle bundle : bundles) {
      subjects.add(subject(bundle.name(), bundle));
    }
    Optional<OpenBundle> baseline =
        bundles.stream().filter(b -> b.name().equals(BundleProvenance.BASELINE)).findFirst();
    if (baseline.isPresent()) {
      subjects.add(subject(TWIN, baseline.get()));
    } else {
      notes.note(
          BundleProvenance.BASELINE + " is not among the networks: no speed-ups, no A/A check");
    }
    return new LatencyMeasurement(setup.workerCommand(), setup.provider(), setup.plan())
        .measure(subjects, setup.frames(), (done, of) -> notes.progress("latency", done, of));
  }

  private static Subject subject(String name, OpenBundle bundle) {
    return new Subject(name, bundle.bundle().folder().toAbsolutePath().toString());
  }

  private AaCheck aaCheck(Measured baseline, Measured twin) {
    long seed = setup.plan().seed();
    return AaCheck.of(
        baseline.latency().speedupOf(twin.latency(), seed),
        baseline.latency().meanSpeedupOf(twin.latency(), seed));
  }

  private long seed() {
    return setup.plan().seed();
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, setup.frames().size());
    return all;
  }

  private static Measured find(List<Measured> measured, String name) {
    return measured.stream().filter(m -> m.subject().name().equals(name)).findFirst().orElse(null);
  }

  private static List<Integer> trainingImages(List<OpenBundle> bundles) {
    return bundles.stream()
        .map(OpenBundle::provenance)
        .filter(provenance -> !provenance.latencyOnly())
        .map(BundleProvenance::sourceImages)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}

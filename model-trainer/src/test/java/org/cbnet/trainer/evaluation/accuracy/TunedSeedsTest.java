package org.cbnet.trainer.evaluation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.TestBundles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds of a network that is shipped with another threshold than it was trained for. */
class TunedSeedsTest {
  private static final double OWN = 0.5;
  // Above the entropy of ten equal probabilities: exit 1 answers everything.
  private static final double TUNED = 2.5;

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private List<Frame> frames;
  private BundleProvenance tuned;
  private BundleProvenance paper;
  private ModelBundle cell;
  private Answers atOwn;
  private Answers atTuned;

  @BeforeEach
  void makeCells() throws IOException {
    cell = TestBundles.copy("branchynet", folder.resolve("cells/b-2"), made -> made.put("seed", 2));
    frames = TestBundles.frames(400);
    assertThat(new BundleProvenance(cell.manifest()).thresholdNats()).hasValue(OWN);
    atOwn = answers(OptionalDouble.empty());
    atTuned = answers(OptionalDouble.of(TUNED));
    // Else this test could not tell which of the two was measured.
    assertThat(atOwn.correct()).isNotEqualTo(atTuned.correct());
    paper = shipped("branchynet", OWN);
    tuned = shipped("branchynet-tuned", TUNED);
    writeCell("\"cells/b-2\"");
  }

  @Test
  void otherSeedsAnswerAtTheShippedThreshold() throws IOException {
    SeedFigures seed = secondSeed(tuned, atTuned);

    assertThat(seed.accuracy()).isEqualTo(atTuned.accuracy());
    // That figure is of the threshold that it was trained for.
    assertThat(seed.validationAccuracy()).isNull();
    assertThat(secondSeed(paper, atOwn))
        .isEqualTo(new SeedFigures(2L, atOwn.accuracy(), 0.91, false));
  }

  @Test
  void recordsEveryThresholdOnceAndFindsItWithoutTheBundle() throws IOException {
    meter().recordAll(List.of(paper, tuned), name -> false);
    meter().recordAll(List.of(paper, tuned), name -> false);

    List<String> lines = Files.readAllLines(folder.resolve("test-accuracy.jsonl"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"thresholdNats\":0.5,\"ownThreshold\":true");
    assertThat(lines.get(1)).contains("\"thresholdNats\":2.5,\"ownThreshold\":false");
    assertThat(notes).hasSize(2).anyMatch(note -> note.contains("at 2.5 nats"));
    writeCell("null");
    assertThat(secondSeed(tuned, atTuned))
        .isEqualTo(new SeedFigures(2L, atTuned.accuracy(), null, true));
    assertThat(secondSeed(paper, atOwn))
        .isEqualTo(new SeedFigures(2L, atOwn.accuracy(), 0.91, true));
  }

  @Test
  void aThresholdThatWasNotRecordedIsNamedWhereTheBundleIsGone() throws IOException {
    meter().recordAll(List.of(paper), name -> false);
    notes.clear();
    writeCell("null");

    meter().recordAll(List.of(paper), name -> false);
    assertThat(notes).isEmpty();
    meter().recordAll(List.of(paper, tuned), name -> false);
    assertThat(notes).singleElement().asString().contains("seed 2) is not on this machine");
    assertThat(seeds(tuned, atTuned)).hasSize(1);
  }

  private SeedFigures secondSeed(BundleProvenance shipped, Answers answers) throws IOException {
    return seeds(shipped, answers).get(1);
  }

  private List<SeedFigures> seeds(BundleProvenance shipped, Answers answers) throws IOException {
    return new SeedJoin(TrainedCells.read(folder), meter(), true, listener())
        .seeds(shipped, answers).stream().map(SeedAnswers::figures).toList();
  }

  private Answers answers(OptionalDouble threshold) throws IOException {
    try (OpenBundle open = OpenBundle.open(cell, threshold, Provider.CPU)) {
      return Answers.measure(open.strategy(), frames, () -> {});
    }
  }

  private BundleProvenance shipped(String name, double threshold) throws IOException {
    Path place = folder.resolve(name);
    TestBundles.copy("branchynet", place, made -> made.put("seed", 1).put("label", "plain"));
    Path file = place.resolve(ModelBundle.MANIFEST);
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(file.toFile());
    json.writeValue(file.toFile(), manifest.put("entropyThresholdNats", threshold));
    return new BundleProvenance(ModelBundle.load(place).manifest());
  }

  private void writeCell(String place) throws IOException {
    Files.writeString(
        folder.resolve("cells.jsonl"),
        """
        {"network": "branchynet", "label": "plain", "seed": 2, "validationAccuracy": 0.91, \
        "bundleSha256": "%s", "folder": %s}
        """
            .formatted(cell.hash(), place));
  }

  private CellMeter meter() throws IOException {
    return new CellMeter(TrainedCells.read(folder), frames, Provider.CPU, listener());
  }

  private EvaluationListener listener() {
    return new EvaluationListener() {
      @Override
      public void progress(String phase, int done, int of) {}

      @Override
      public void note(String text) {
        notes.add(text);
      }
    };
  }
}

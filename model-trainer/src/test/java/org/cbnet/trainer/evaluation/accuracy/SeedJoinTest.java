package org.cbnet.trainer.evaluation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.TestBundles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedJoinTest {
  private static final int FRAMES = 50;

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private List<Frame> frames;
  private ModelBundle shipped;
  private ModelBundle here;

  @BeforeEach
  void makeCells() throws IOException {
    frames = TestBundles.frames(FRAMES);
    here =
        TestBundles.copy(
            "lenet", folder.resolve("cells/lenet-2"), provenance -> provenance.put("seed", 2));
    shipped =
        TestBundles.copy(
            "lenet",
            folder.resolve("lenet"),
            provenance ->
                provenance.put("seed", 1).put("label", "plain").put("cellSha256", "shippedcell"));
    Files.writeString(
        folder.resolve("cells.jsonl"),
        String.join(
            "\n",
            cell("lenet", "plain", 1, "shippedcell", "cells/gone"),
            cell("lenet", "plain", 2, here.hash(), "cells/lenet-2"),
            cell("lenet", "plain", 3, "recordedcell", "cells/gone"),
            cell("lenet", "plain", 4, "lostcell", null),
            cell("lenet", "distilled", 5, "otherlabel", null),
            cell("mlp", "plain", 6, "othernetwork", null),
            ""));
    Files.writeString(
        folder.resolve("test-accuracy.jsonl"),
        """
        {"bundleSha256": "recordedcell", "network": "lenet", "label": "plain", "seed": 3, \
        "thresholdNats": null, "ownThreshold": true, "frames": 50, "correct": 45, \
        "rightFrames": "%s"}
        {"bundleSha256": "lostcell", "network": "lenet", "label": "plain", "seed": 4, \
        "thresholdNats": null, "ownThreshold": true, "frames": 10000, "correct": 9000, \
        "rightFrames": "%s"}
        """
            .formatted(rightFrames(45, 50), rightFrames(9000, 10_000)));
  }

  @Test
  void seedsAreMeasuredWhereTheirBundleIsElseRecordedElseNamed() throws IOException {
    CellMeter meter = meter();

    List<SeedFigures> seeds = seeds(meter, true);

    assertThat(seeds).extracting(SeedFigures::seed).containsExactly(1L, 2L, 3L);
    assertThat(seeds).extracting(SeedFigures::recorded).containsExactly(false, false, true);
    // The same weights; the recorded one is 45 of 50.
    assertThat(seeds.get(1).accuracy()).isEqualTo(seeds.get(0).accuracy());
    assertThat(seeds.get(2)).isEqualTo(new SeedFigures(3L, 0.9, 0.91, true));
    assertThat(meter.measured()).isEqualTo(1);
    assertThat(notes).singleElement().asString().contains("lenet (plain, seed 4)");
  }

  @Test
  void recordedAccuraciesAreLeftOutWhereNotAllFramesAreShown() throws IOException {
    assertThat(seeds(meter(), false)).extracting(SeedFigures::seed).containsExactly(1L, 2L);
    assertThat(notes).hasSize(2).allMatch(note -> note.contains("whole test set"));
  }

  @Test
  void recordingAddsASortedLineOnceForEveryBundleThatIsHere() throws IOException {
    List<BundleProvenance> bundles = List.of(new BundleProvenance(shipped.manifest()));
    meter().recordAll(bundles, name -> false);
    meter().recordAll(bundles, name -> false);

    List<String> lines = Files.readAllLines(folder.resolve("test-accuracy.jsonl"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains(here.hash(), "\"seed\":2", "\"frames\":50");
    assertThat(lines.get(1)).contains("recordedcell");
    assertThat(notes).anyMatch(note -> note.contains("seed 1) is not on this machine"));
    assertThat(folder.resolve(".test-accuracy.jsonl.pending")).doesNotExist();
  }

  @Test
  void aTrialIsShownNoTestImage() throws IOException {
    meter().recordAll(List.of(), "lenet"::equals);

    assertThat(folder.resolve("test-accuracy.jsonl")).content().doesNotContain(here.hash());
  }

  @Test
  void aCellOfWhichOnlyTheLatencyCountsIsNotRecorded() throws IOException {
    ModelBundle random =
        TestBundles.copy(
            "lenet", folder.resolve("cells/heavy-1"), made -> made.put("latencyOnly", true));
    Files.writeString(
        folder.resolve("cells.jsonl"), cell("heavy", "plain", 1, random.hash(), "cells/heavy-1"));

    meter().recordAll(List.of(), name -> false);

    assertThat(folder.resolve("test-accuracy.jsonl")).content().doesNotContain(random.hash());
  }

  @Test
  void anotherBundleInACellsPlaceIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("cells.jsonl"),
        cell("lenet", "plain", 2, "trainedelsewhere", "cells/lenet-2"));

    assertThatThrownBy(() -> seeds(meter(), true))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("lenet (plain, seed 2)")
        .hasMessageContaining("trainedelsewhere");
  }

  private List<SeedFigures> seeds(CellMeter meter, boolean wholeTestSet) throws IOException {
    try (OpenBundle open = OpenBundle.open(shipped, Provider.CPU)) {
      Answers answers = Answers.measure(open.strategy(), frames, () -> {});
      return new SeedJoin(TrainedCells.read(folder), meter, wholeTestSet, listener())
          .seeds(new BundleProvenance(shipped.manifest()), answers).stream()
              .map(SeedAnswers::figures)
              .toList();
    }
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

  private static String cell(String network, String label, int seed, String sha, String place) {
    return """
        {"dataset": "fashion-mnist", "network": "%s", "label": "%s", "seed": %d, "epochs": 1, \
        "validationAccuracy": 0.91, "bundleSha256": "%s", "folder": %s}"""
        .formatted(network, label, seed, sha, place == null ? "null" : "\"" + place + "\"");
  }

  private static String rightFrames(int right, int frames) {
    BitSet set = new BitSet();
    set.set(0, right);
    return RightFrames.write(set, frames);
  }
}

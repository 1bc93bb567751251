package org.cbnet.trainer.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.TestBundles;
import org.cbnet.trainer.evaluation.judge.ConversionFigures.Shares;
import org.cbnet.trainer.evaluation.judge.Judge.Verdict;
import org.junit.jupiter.api.Test;

class ConversionFiguresTest {
  private static final double THRESHOLD = 0.5;

  @Test
  void sharesAreCountedOverAllVerdicts() {
    Shares shares =
        Shares.of(
            List.of(
                new Verdict(0.1, true, true),
                new Verdict(0.2, true, false),
                new Verdict(0.9, false, true),
                new Verdict(1.2, false, false)));

    assertThat(shares).isEqualTo(new Shares(0.25, 0.25, 0.5, 0.6));
  }

  @Test
  void anEasyImageInPlaceOfEachHardOneIsSeenAsEasy() throws Exception {
    Judge judge = judge();
    List<Frame> frames = TestBundles.frames(200);
    List<Verdict> verdicts = judge.judge(frames);
    List<Frame> hard = new ArrayList<>();
    List<Frame> easiest = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      if (!verdicts.get(i).easy()) {
        hard.add(frames.get(i));
        easiest.add(easiestOf(frames, verdicts, frames.get(i).trueLabel()));
      }
    }

    ConversionFigures same = ConversionFigures.of(judge, hard, hard);
    ConversionFigures perfect = ConversionFigures.of(judge, hard, easiest);

    assertThat(hard).hasSizeGreaterThan(10);
    assertThat(same.before().easyRight()).isZero();
    assertThat(same.after()).isEqualTo(same.before()).isEqualTo(same.reduced());
    assertThat(perfect.after().easyRight()).isEqualTo(1);
    assertThat(perfect.after().entropyNats()).isLessThan(perfect.before().entropyNats() / 2);
  }

  @Test
  void smallerImagesAreBroughtToTheJudgesSize() throws Exception {
    List<Frame> frames = TestBundles.frames(20);
    List<Frame> halved = Resized.to(14, 14, frames);

    ConversionFigures figures = ConversionFigures.of(judge(), frames, halved);

    assertThat(figures.after()).isEqualTo(figures.reduced()).isNotEqualTo(figures.before());
    assertThatThrownBy(() -> ConversionFigures.of(judge(), frames, frames.subList(0, 3)))
        .hasMessageContaining("one converted image a hard frame: 20, 3");
  }

  @Test
  void resizingKeepsWhatIsFlatAndInterpolatesWhatIsNot() {
    byte[] flat = new byte[16];
    Arrays.fill(flat, (byte) 200);
    byte[] ramp = {0, 0, 100, 100};

    assertThat(Resized.to(7, 9, new Frame("f", flat, 4, 4, 0)).pixels()).containsOnly((byte) 200);
    assertThat(Resized.to(4, 1, new Frame("r", ramp, 2, 2, 0)).pixels())
        .containsExactly((byte) 0, (byte) 25, (byte) 75, (byte) 100);
    assertThat((double) Resized.to(2, 2, new Frame("r", ramp, 2, 2, 0)).pixels()[3])
        .isCloseTo(100, within(0.0));
  }

  private static Frame easiestOf(List<Frame> frames, List<Verdict> verdicts, int label) {
    Frame best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < frames.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (frames.get(i).trueLabel() == label && verdict.right() && verdict.entropyNats() < least) {
        least = verdict.entropyNats();
        best = frames.get(i);
      }
    }
    return best;
  }

  private static Judge judge() throws Exception {
    ModelBundle bundle = ModelBundle.load(Path.of("..", "models", "fashion-mnist", "branchynet"));
    return new Judge("branchynet's exit 1", bundle, "exit1", THRESHOLD, Provider.CPU);
  }
}

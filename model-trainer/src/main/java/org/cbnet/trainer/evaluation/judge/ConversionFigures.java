package org.cbnet.trainer.evaluation.judge;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.trainer.evaluation.judge.Judge.Verdict;

/**
 * Whether hard images become easy ones: what a judge says of hard frames and of the images that a
 * network made of them. The names of the components are the keys of the JSON.
 *
 * @param judge that never saw a converted image
 * @param frames hard test frames
 * @param before the frames themselves
 * @param reduced the frames brought to the converted image's size and nothing else: what the size
 *     alone does
 * @param after the converted images
 */
public record ConversionFigures(
    String judge, int frames, Shares before, Shares reduced, Shares after) {

  /**
   * What a judge says of some images.
   *
   * @param easyRight share that is easy for it and classified rightly
   * @param easyWrong share that is easy for it and classified wrongly
   * @param right share that is classified rightly, easy or not
   * @param entropyNats mean of its answers' entropies
   */
  public record Shares(double easyRight, double easyWrong, double right, double entropyNats) {
    static Shares of(List<Verdict> verdicts) {
      double size = verdicts.size();
      return new Shares(
          verdicts.stream().filter(v -> v.easy() && v.right()).count() / size,
          verdicts.stream().filter(v -> v.easy() && !v.right()).count() / size,
          verdicts.stream().filter(Verdict::right).count() / size,
          verdicts.stream().mapToDouble(Verdict::entropyNats).average().orElseThrow());
    }
  }

  /**
   * Asks a judge.
   *
   * @param hard at least one frame
   * @param converted what was made of each, in the same order
   */
  public static ConversionFigures of(Judge judge, List<Frame> hard, List<Frame> converted)
      throws BundleException {
    if (hard.isEmpty() || hard.size() != converted.size()) {
      throw new IllegalArgumentException(
          "one converted image a hard frame: %d, %d".formatted(hard.size(), converted.size()));
    }
    Frame size = converted.get(0);
    return new ConversionFigures(
        judge.name(),
        hard.size(),
        Shares.of(judge.judge(hard)),
        Shares.of(judge.judge(Resized.to(size.height(), size.width(), hard))),
        Shares.of(judge.judge(converted)));
  }
}

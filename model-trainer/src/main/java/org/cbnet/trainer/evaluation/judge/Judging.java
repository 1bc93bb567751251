package org.cbnet.trainer.evaluation.judge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.bundle.TrainedForm;
import org.cbnet.trainer.evaluation.BundleFolder;

/** Shows judges the images that networks make of the frames that are hard for each judge. */
public final class Judging {
  private static final String BRANCHYNET = "branchynet";
  private static final String LENET5 = "lenet5";

  private final List<Judge> judges;
  private final List<Frame> frames;
  private final Provider provider;
  private final Map<Judge, List<Frame>> hard = new HashMap<>();

  /**
   * @param frames that the judges choose their hard ones from
   * @param provider computes the converted images
   */
  public Judging(List<Judge> judges, List<Frame> frames, Provider provider) {
    this.judges = List.copyOf(judges);
    this.frames = List.copyOf(frames);
    this.provider = provider;
  }

  /**
   * Classifiers that never saw a converted image: of the paper's, those that are there, both with
   * the paper's threshold.
   */
  public static List<Judge> judges(BundleFolder folder, Provider provider) throws IOException {
    List<String> there = folder.names();
    List<Judge> judges = new ArrayList<>();
    if (!there.contains(BRANCHYNET)) {
      return judges;
    }
    ModelBundle branchynet = folder.load(List.of(BRANCHYNET)).get(0);
    Double threshold = branchynet.manifest().entropyThresholdNats();
    if (threshold == null) {
      return judges;
    }
    judges.add(
        new Judge(
            BRANCHYNET + "'s exit 1",
            TrainedForm.load(branchynet.folder()),
            "exit1",
            threshold,
            provider));
    if (there.contains(LENET5)) {
      ModelBundle lenet5 = TrainedForm.load(folder.load(List.of(LENET5)).get(0).folder());
      judges.add(new Judge(LENET5, lenet5, "whole", threshold, provider));
    }
    return judges;
  }

  /**
   * What each judge says of a network's images; empty where it computes none.
   *
   * @throws BundleException where a graph can't be computed
   */
  public List<ConversionFigures> of(ModelBundle bundle) throws BundleException {
    List<ConversionFigures> figures = new ArrayList<>();
    if (!bundle.manifest().imageComputed()) {
      return figures;
    }
    for (Judge judge : judges) {
      List<Frame> seen = hardFor(judge);
      List<Frame> converted = ConvertedImages.of(bundle, provider, seen);
      if (!converted.isEmpty()) {
        figures.add(ConversionFigures.of(judge, seen, converted));
      }
    }
    return figures;
  }

  private List<Frame> hardFor(Judge judge) throws BundleException {
    if (!hard.containsKey(judge)) {
      List<Judge.Verdict> verdicts = judge.judge(frames);
      hard.put(
          judge,
          IntStream.range(0, frames.size())
              .filter(i -> !verdicts.get(i).easy())
              .mapToObj(frames::get)
              .toList());
    }
    return hard.get(judge);
  }
}

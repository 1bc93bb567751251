package org.cbnet.trainer.cell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cbnet.trainer.network.DenseAutoencoder;

/**
 * Searches the paper's grid of dense autoencoders by successive halving (Jamieson and Talwalkar
 * 2016): all 96 are trained a little, the better quarter more, the better quarter of these most;
 * the best on validation images wins. The published one is kept to the end in any case. What was
 * tried before is taken from the log.
 */
public final class PaperGrid {
  /** What each candidate of a stage is trained with. */
  record Stage(int candidates, int epochs, double shareOfImages) {}

  /** One after another; the shares keep the whole at about 120 passes over the images. */
  static final List<Stage> STAGES =
      List.of(new Stage(96, 2, 0.2), new Stage(24, 2, 1), new Stage(6, 6, 1));

  /** Images that these stages are for. */
  private static final double IMAGES = 55_000;

  private final List<Stage> stages;
  private final GridLog log;
  private final Trial trial;
  private final Consumer<String> say;

  /** Trains one candidate. */
  @FunctionalInterface
  public interface Trial {
    /** Validation accuracy after a number of epochs on the first images of the training part. */
    double accuracy(DenseAutoencoder candidate, int epochs, double shareOfImages)
        throws IOException;
  }

  /**
   * @param images to train on; where they are fewer than the stages are for, each passes more
   *     often, since after a few dozen steps no candidate has learnt anything
   */
  public PaperGrid(int images, GridLog log, Trial trial, Consumer<String> say) {
    int passes = (int) Math.max(1, Math.round(IMAGES / images));
    this.stages =
        STAGES.stream()
            .map(one -> new Stage(one.candidates(), passes * one.epochs(), one.shareOfImages()))
            .toList();
    this.log = log;
    this.trial = trial;
    this.say = say;
  }

  /** The winner. */
  public DenseAutoencoder search() throws IOException {
    List<DenseAutoencoder> left = DenseAutoencoder.grid();
    for (int i = 0; i < stages.size(); i++) {
      left = best(left, i);
    }
    return left.get(0);
  }

  private List<DenseAutoencoder> best(List<DenseAutoencoder> candidates, int number)
      throws IOException {
    Stage stage = stages.get(number);
    List<GridLog.Line> lines = new ArrayList<>();
    for (DenseAutoencoder candidate : candidates) {
      GridLog.Line line =
          log.find(number + 1, candidate.id(), stage.epochs(), stage.shareOfImages()).orElse(null);
      if (line == null) {
        double accuracy = trial.accuracy(candidate, stage.epochs(), stage.shareOfImages());
        line =
            new GridLog.Line(
                number + 1, candidate.id(), stage.epochs(), stage.shareOfImages(), accuracy);
        log.append(line);
      }
      lines.add(line);
      say.accept(
          "stage %d of %d, %d of %d: %s %.4f"
              .formatted(
                  number + 1,
                  stages.size(),
                  lines.size(),
                  candidates.size(),
                  candidate.id(),
                  line.validationAccuracy()));
    }
    int keep = number + 1 < stages.size() ? stages.get(number + 1).candidates() : 1;
    Set<String> kept =
        lines.stream()
            .sorted(Comparator.comparingDouble(GridLog.Line::validationAccuracy).reversed())
            .limit(keep)
            .map(GridLog.Line::autoencoder)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (number + 1 < stages.size()) {
      // What the authors settled on is not lost to the noise of a short trial.
      kept.add(DenseAutoencoder.PUBLISHED.id());
    }
    return kept.stream()
        .map(id -> candidates.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow())
        .toList();
  }
}

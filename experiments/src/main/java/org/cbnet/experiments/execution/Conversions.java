package org.cbnet.experiments.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.ConversionSheet;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.evaluation.judge.ConvertedImages;
import org.cbnet.trainer.evaluation.page.Png;

/**
 * Draws frames to be looked at beside what arms made of them: hard ones, where an arm with exits
 * tells which are. The draw is by seed, so that nobody chose the good ones.
 */
final class Conversions {
  private static final int SHOWN = 16;
  private static final String FINAL_EXIT = "final";

  private final Definition definition;
  private final LabelledImages images;
  private final Map<String, Map<Integer, FrameRow>> rows = new HashMap<>();

  /**
   * @param rows of a part that showed each arm each image once
   */
  Conversions(Definition definition, LabelledImages images, List<FrameRow> rows) {
    this.definition = definition;
    this.images = images;
    for (FrameRow row : rows) {
      this.rows.computeIfAbsent(row.arm(), any -> new HashMap<>()).put(row.position(), row);
    }
  }

  /** A sheet, where the arm's network makes images. */
  Optional<ConversionSheet> of(Arm arm, ModelBundle bundle) throws IOException {
    List<Integer> drawn = drawn();
    List<Frame> frames = drawn.stream().map(images::frame).toList();
    List<Frame> converted = ConvertedImages.of(bundle, Provider.CPU, frames);
    if (converted.isEmpty()) {
      return Optional.empty();
    }
    List<String> classes = bundle.manifest().classes();
    List<ConversionSheet.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      FrameRow row = rows.getOrDefault(arm.name(), Map.of()).get(drawn.get(i));
      pairs.add(
          new ConversionSheet.Pair(
              frames.get(i).id(),
              Png.dataUri(frames.get(i)),
              Png.dataUri(converted.get(i)),
              classes.get(images.label(drawn.get(i))),
              row == null || !row.isClassified()
                  ? "no answer"
                  : classes.get(row.predictedLabel())));
    }
    return Optional.of(new ConversionSheet(images.dataSet(), arm.name(), choice(), pairs));
  }

  private List<Integer> drawn() {
    List<Integer> candidates = new ArrayList<>();
    judge()
        .ifPresentOrElse(
            judge ->
                rows.get(judge.name()).values().stream()
                    .filter(row -> FINAL_EXIT.equals(row.exit()))
                    .map(FrameRow::position)
                    .sorted()
                    .forEach(candidates::add),
            () -> {
              for (int i = 0; i < images.size(); i++) {
                candidates.add(i);
              }
            });
    Collections.shuffle(candidates, new Random(definition.seed()));
    return candidates.subList(0, Math.min(SHOWN, candidates.size()));
  }

  private String choice() {
    return judge()
        .map(judge -> "drawn from those that %s finds hard".formatted(judge.name()))
        .orElse("drawn from all");
  }

  private Optional<Arm> judge() {
    return definition.arms().stream()
        .filter(arm -> arm.strategy() == StrategyName.EARLY_EXIT && rows.containsKey(arm.name()))
        .findFirst();
  }
}

package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.training.EpochReport;

/** Loss and accuracy by epoch: {@code history.csv}, and {@code curve.svg} to look at. */
final class TrainingCurve {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int RIGHT = 56;
  private static final int TOP = 40;
  private static final int BOTTOM = 40;

  private final List<EpochReport> epochs;
  private final double lossTop;
  private final double accuracyBottom;

  private TrainingCurve(List<EpochReport> epochs) {
    this.epochs = epochs;
    this.lossTop = epochs.stream().mapToDouble(EpochReport::loss).max().orElse(1);
    double least =
        epochs.stream()
            .mapToDouble(e -> Math.min(e.trainingAccuracy(), e.validationAccuracy()))
            .min()
            .orElse(0);
    this.accuracyBottom = Math.floor(least * 20) / 20;
  }

  /** Writes both files; nothing for a network without a training of its own. */
  static void write(TrainedNetwork network, Path folder) throws IOException {
    if (network.epochs().isEmpty()) {
      return;
    }
    Files.writeString(folder.resolve("history.csv"), csv(network.epochs()));
    Files.writeString(
        folder.resolve("curve.svg"),
        new TrainingCurve(network.epochs()).svg(network.description().name()));
  }

  private static String csv(List<EpochReport> epochs) {
    StringBuilder text = new StringBuilder("epoch,loss,training_accuracy,validation_accuracy\n");
    for (EpochReport epoch : epochs) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,%.6f%n",
              epoch.epoch(),
              epoch.loss(),
              epoch.trainingAccuracy(),
              epoch.validationAccuracy()));
    }
    return text.toString();
  }

  private String svg(String name) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"Training of %s\">%n",
            WIDTH,
            HEIGHT,
            name));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    text(svg, LEFT, 20, "start", "#222", name);
    text(svg, LEFT + 160, 20, "start", "#b04a00", "loss (left)");
    text(svg, LEFT + 250, 20, "start", "#777", "accuracy, training images");
    text(svg, LEFT + 410, 20, "start", "#0b62a4", "validation images");
    axes(svg);
    line(svg, "#b04a00", e -> y(e.loss() / lossTop));
    line(svg, "#999", e -> accuracyY(e.trainingAccuracy()));
    line(svg, "#0b62a4", e -> accuracyY(e.validationAccuracy()));
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg) {
    for (int i = 0; i <= 4; i++) {
      double share = i / 4.0;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
              LEFT,
              WIDTH - RIGHT,
              y(share),
              y(share)));
      text(svg, LEFT - 6, y(share) + 4, "end", "#b04a00", "%.2f".formatted(share * lossTop));
      double accuracy = accuracyBottom + share * (1 - accuracyBottom);
      text(svg, WIDTH - RIGHT + 6, y(share) + 4, "start", "#0b62a4", "%.3f".formatted(accuracy));
    }
    int last = epochs.get(epochs.size() - 1).epoch();
    text(svg, LEFT, HEIGHT - 14, "middle", "#222", "epoch 1");
    text(svg, WIDTH - RIGHT, HEIGHT - 14, "middle", "#222", String.valueOf(last));
  }

  private void line(StringBuilder svg, String colour, ToDoubleFunction<EpochReport> height) {
    StringBuilder points = new StringBuilder();
    for (EpochReport epoch : epochs) {
      points.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", x(epoch), height.applyAsDouble(epoch)));
    }
    svg.append(
        "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>%n"
            .formatted(colour, points.toString().strip()));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String colour, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            colour,
            text));
  }

  private double x(EpochReport epoch) {
    int span = Math.max(1, epochs.size() - 1);
    return LEFT + (double) (epoch.epoch() - 1) / span * (WIDTH - LEFT - RIGHT);
  }

  private double accuracyY(double accuracy) {
    return y((accuracy - accuracyBottom) / (1 - accuracyBottom));
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }
}

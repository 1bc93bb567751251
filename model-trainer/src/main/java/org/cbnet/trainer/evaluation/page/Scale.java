package org.cbnet.trainer.evaluation.page;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * An axis as it is drawn.
 *
 * @param axis where values are
 * @param ticks values that get a line and a text
 * @param text of a tick
 * @param title what is drawn, with its unit; empty where the caption tells it
 */
public record Scale(Axis axis, List<Double> ticks, DoubleFunction<String> text, String title) {
  public Scale {
    Objects.requireNonNull(axis, "axis is null");
    Objects.requireNonNull(text, "text is null");
    Objects.requireNonNull(title, "title is null");
    ticks = List.copyOf(ticks);
  }
}

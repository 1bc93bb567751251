package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes one ONNX file: segments wired by tensor names.
 *
 * @param role what a strategy calls it ({@code whole}, {@code exit1}, {@code rest})
 * @param file name in the bundle's folder
 * @param input name of the only input
 * @param outputs names of the tensors that leave it, in order
 * @param steps in order of computation
 */
public record Graph(
    String role, String file, String input, List<String> outputs, List<Step> steps) {
  /** Role of a graph that makes images to look at and has no part in an answer. */
  public static final String PICTURES = "pictures";

  /**
   * One segment between two named tensors.
   *
   * @param from the graph's input or an earlier step's {@code to}
   * @param segment computes it
   * @param to new name
   */
  public record Step(String from, Segment segment, String to) {
    public Step {
      Objects.requireNonNull(from, "from is null");
      Objects.requireNonNull(segment, "segment is null");
      Objects.requireNonNull(to, "to is null");
    }
  }

  public Graph {
    Objects.requireNonNull(role, "role is null");
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(input, "input is null");
    outputs = List.copyOf(outputs);
    steps = List.copyOf(steps);
    if (steps.isEmpty() || !tensors(input, steps).keySet().containsAll(outputs)) {
      throw new IllegalArgumentException(
          "graph %s must compute its outputs %s".formatted(role, outputs));
    }
  }

  /** Size of a named tensor. */
  public Size size(String tensor) {
    return Objects.requireNonNull(tensors(input, steps).get(tensor), tensor);
  }

  /** The segments in order of computation. */
  public List<Segment> segments() {
    return steps.stream().map(Step::segment).toList();
  }

  private static Map<String, Size> tensors(String input, List<Step> steps) {
    Map<String, Size> sizes = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Step step : steps) {
      if (sizes.isEmpty()) {
        sizes.put(input, step.segment().input());
      }
      if (!step.segment().input().equals(sizes.get(step.from()))) {
        problems.add(
            "%s takes %s, %s is %s"
                .formatted(
                    step.segment().name(),
                    step.segment().input(),
                    step.from(),
                    sizes.get(step.from())));
      }
      if (sizes.put(step.to(), step.segment().output()) != null) {
        problems.add(step.to() + " is computed twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("steps do not fit: " + problems);
    }
    return sizes;
  }
}

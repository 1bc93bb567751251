package org.cbnet.trainer.network;

import java.util.List;
import java.util.Objects;

/**
 * A network as it is trained, exported and counted.
 *
 * @param name in bundles, tables and options
 * @param graphs what is exported
 * @param imageComputed whether a converted image is computed on the way to the label
 */
public record NetworkDescription(String name, List<Graph> graphs, boolean imageComputed) {
  public NetworkDescription {
    Objects.requireNonNull(name, "name is null");
    graphs = List.copyOf(graphs);
  }

  /** Size of the image that it takes. */
  public Size input() {
    return graphs.get(0).size(graphs.get(0).input());
  }

  /** Every segment once. */
  public List<Segment> segments() {
    return graphs.stream().flatMap(graph -> graph.segments().stream()).distinct().toList();
  }

  /** The segment of a name. */
  public Segment segment(String segment) {
    return segments().stream()
        .filter(candidate -> candidate.name().equals(segment))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no segment " + segment));
  }

  /** Multiply-accumulates of one image through every layer. */
  public long macs() {
    return segments().stream().mapToLong(Segment::macs).sum();
  }

  /** Number of trained values. */
  public long parameterCount() {
    return segments().stream().mapToLong(Segment::parameterCount).sum();
  }
}

package org.cbnet.trainer.network;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

  /** Multiply-accumulates of one image through every layer on the way to an answer. */
  public long macs() {
    return answering().mapToLong(Segment::macs).sum();
  }

  /** Number of trained values that an answer takes. */
  public long parameterCount() {
    return answering().mapToLong(Segment::parameterCount).sum();
  }

  private Stream<Segment> answering() {
    return graphs.stream()
        .filter(graph -> !graph.role().equals(Graph.PICTURES))
        .flatMap(graph -> graph.segments().stream())
        .distinct();
  }
}

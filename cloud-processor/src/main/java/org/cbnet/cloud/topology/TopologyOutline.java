package org.cbnet.cloud.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * A topology in figures for programs.
 *
 * @param sources what is read
 * @param processors what is done
 * @param sinks what is written
 * @param stores what is kept
 * @param internalTopics of the application, made by Kafka Streams
 */
public record TopologyOutline(
    List<Source> sources,
    List<Step> processors,
    List<Sink> sinks,
    List<Kept> stores,
    List<String> internalTopics) {

  public TopologyOutline {
    sources = List.copyOf(sources);
    processors = List.copyOf(processors);
    sinks = List.copyOf(sinks);
    stores = List.copyOf(stores);
    internalTopics = List.copyOf(internalTopics);
  }

  /**
   * A source.
   *
   * @param name in the topology
   * @param topics that it reads
   */
  public record Source(String name, Collection<String> topics) {}

  /**
   * A processor.
   *
   * @param name in the topology
   * @param from names of those before it
   * @param stores that it changes
   */
  public record Step(String name, Collection<String> from, Collection<String> stores) {}

  /**
   * A sink.
   *
   * @param name in the topology
   * @param from names of those before it
   * @param topic that it writes
   */
  public record Sink(String name, Collection<String> from, String topic) {}

  /**
   * A store.
   *
   * @param name in the topology
   * @param changelog topic that it is restored from
   */
  public record Kept(String name, String changelog) {}

  /** Of an application's topology. */
  public static TopologyOutline of(Topology topology, String applicationId) {
    List<Source> sources = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Sink> sinks = new ArrayList<>();
    Set<String> stores = new TreeSet<>();
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          sources.add(new Source(source.name(), new TreeSet<>(source.topicSet())));
        } else if (node instanceof TopologyDescription.Processor step) {
          steps.add(new Step(step.name(), names(step.predecessors()), sorted(step.stores())));
          stores.addAll(step.stores());
        } else if (node instanceof TopologyDescription.Sink sink) {
          sinks.add(new Sink(sink.name(), names(sink.predecessors()), sink.topic()));
        }
      }
    }
    List<Kept> kept =
        stores.stream()
            .map(name -> new Kept(name, "%s-%s-changelog".formatted(applicationId, name)))
            .toList();
    return new TopologyOutline(
        sources, steps, sinks, kept, kept.stream().map(Kept::changelog).toList());
  }

  private static Collection<String> names(Collection<TopologyDescription.Node> nodes) {
    return new TreeSet<>(nodes.stream().map(TopologyDescription.Node::name).toList());
  }

  private static Collection<String> sorted(Collection<String> names) {
    return new TreeSet<>(names);
  }
}

package org.cbnet.cloud.start;

import java.util.List;
import java.util.Optional;

/**
 * A topic of the devices as the broker has it.
 *
 * @param name of the topic
 * @param timestampType whose clock stamps its records
 * @param partitions how many it has
 */
record ExistingTopic(String name, String timestampType, int partitions) {
  private static final String REQUIRED_TYPE = "LogAppendTime";

  /**
   * What is wrong with topics, and what to do about it; nothing where nothing is.
   *
   * @param topics of the devices, the results' first: where a device's sequence numbers are
   *     remembered follows from their partitions, so theirs is the count to keep
   */
  static Optional<String> defect(List<ExistingTopic> topics) {
    ExistingTopic results = topics.get(0);
    return topics.stream()
        .flatMap(topic -> topic.wrongClock().or(() -> topic.otherPartitions(results)).stream())
        .findFirst();
  }

  /** What is wrong with its clock; nothing where nothing is. */
  Optional<String> wrongClock() {
    return timestampType.equals(REQUIRED_TYPE)
        ? Optional.empty()
        : Optional.of(
            ("topic %s has message.timestamp.type=%s, it must be %s: run kafka-configs.sh"
                    + " --bootstrap-server HOST:PORT --alter --entity-type topics --entity-name %s"
                    + " --add-config message.timestamp.type=%s")
                .formatted(name, timestampType, REQUIRED_TYPE, name, REQUIRED_TYPE));
  }

  private Optional<String> otherPartitions(ExistingTopic results) {
    return partitions == results.partitions
        ? Optional.empty()
        : Optional.of(
            ("topic %s has %d partitions, it must have %d as %s: once nothing in it is needed run"
                    + " kafka-topics.sh --bootstrap-server HOST:PORT --delete --topic %s, and the"
                    + " cloud makes it anew")
                .formatted(name, partitions, results.partitions, results.name, name));
  }
}

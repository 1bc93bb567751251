package org.cbnet.cloud.peer;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.cbnet.cloud.query.Peer;
import org.cbnet.schemas.Topics;

/** Who else there is: members of the group, and nobody that a request could name. */
final class PeerDirectory {
  private final Membership membership;

  PeerDirectory(Membership membership) {
    this.membership = Objects.requireNonNull(membership, "membership is null");
  }

  List<Peer> peers() {
    return membership.others().stream().map(PeerDirectory::peer).toList();
  }

  private static Peer peer(StreamsMetadata member) {
    return new Peer(
        member.host(),
        member.port(),
        member.topicPartitions().stream()
            .filter(input -> input.topic().equals(Topics.INFERENCE_RESULTS.name()))
            .map(TopicPartition::partition)
            .collect(Collectors.toSet()));
  }
}

package org.cbnet.cloud.peer;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The group of instances that this one is in; before it is, there is nobody. Safe for several
 * threads.
 */
public final class Membership {
  private volatile Joined joined;

  private record Joined(KafkaStreams streams, HostInfo self) {}

  /**
   * Notes that this instance takes part from now on.
   *
   * @param self as the others know it
   */
  public void join(KafkaStreams streams, HostInfo self) {
    joined =
        new Joined(
            Objects.requireNonNull(streams, "streams is null"),
            Objects.requireNonNull(self, "self is null"));
  }

  /** What this instance takes part with; nothing before it has joined. */
  public Optional<KafkaStreams> streams() {
    return Optional.ofNullable(joined).map(now -> now.streams);
  }

  /** The members but this one, as of the last rebalance. */
  Collection<StreamsMetadata> others() {
    Joined now = joined;
    if (now == null || !now.streams.state().isRunningOrRebalancing()) {
      return List.of();
    }
    try {
      return now.streams.metadataForAllStreamsClients().stream()
          .filter(member -> !member.hostInfo().equals(now.self))
          .filter(member -> !member.hostInfo().equals(HostInfo.unavailable()))
          .toList();
    } catch (IllegalStateException e) {
      // It has stopped since it was asked.
      return List.of();
    }
  }

  /** Why this instance takes no part; nothing where it does. */
  public Optional<String> obstacle() {
    Joined now = joined;
    if (now == null) {
      return Optional.of("the cloud is starting");
    }
    KafkaStreams.State state = now.streams.state();
    return state.isRunningOrRebalancing()
        ? Optional.empty()
        : Optional.of("the cloud is %s".formatted(state.name().toLowerCase(Locale.ROOT)));
  }
}

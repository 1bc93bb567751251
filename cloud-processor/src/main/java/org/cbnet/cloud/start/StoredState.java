package org.cbnet.cloud.start;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.cbnet.cloud.migration.LogSlice;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.store.Store;

/**
 * The state that an application has on the broker already, before this one goes on with it.
 *
 * <p>The broker has the last word and not a file, because a disk can be lost and other instances
 * have their own. It is told by the changelog of the partitions' counters, of which each commit
 * writes a record, and each record names its format.
 */
public final class StoredState {
  // Records of a few commits; without transactions' markers there would be one a record.
  private static final long TAIL = 200;

  private final String applicationId;
  private final String changelog;

  /**
   * @param applicationId of the application
   * @param store whose changelog tells
   */
  public StoredState(String applicationId, String store) {
    this.applicationId = Objects.requireNonNull(applicationId, "applicationId is null");
    this.changelog = "%s-%s-changelog".formatted(applicationId, store);
  }

  /**
   * Refuses to go on with state of a later format, or of another number of partitions.
   *
   * @param client properties of the connection
   * @param partitions of each input topic now
   * @throws StartException naming the remedy
   */
  public void check(Properties client, int partitions) throws StartException {
    try (Admin admin = Admin.create(client)) {
      if (!admin.listTopics().names().get().contains(changelog)) {
        return;
      }
      int had =
          UntilKnown.get(() -> admin.describeTopics(List.of(changelog)).allTopicNames().get())
              .get(changelog)
              .partitions()
              .size();
      if (had != partitions) {
        throw new StartException(otherPartitions(had, partitions));
      }
      Optional<Integer> format = newestFormat(client, had);
      if (format.isPresent() && format.get() > StateFormat.VERSION) {
        throw new StartException(laterFormat(format.get()));
      }
    } catch (ExecutionException | KafkaException | IOException e) {
      throw new StartException(
          "the state of application %s can't be looked at: %s".formatted(applicationId, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while looking at the state", e);
    }
  }

  private String otherPartitions(int had, int partitions) {
    return """
        the state of application %s was counted from %d input partitions, the topics have %d now: \
        devices would move away from what is remembered of them. To migrate, with the cloud stopped:
          ./cbnet cloud export --to state.jsonl    (with this application-id)
          set application-id to a new name
          ./cbnet cloud import --from state.jsonl  (with the new one)
          ./cbnet cloud run
        or, without export and import, a new application-id counts anew what the topics still hold"""
        .formatted(applicationId, had, partitions);
  }

  private String laterFormat(int format) {
    return ("the state of application %s was written in format %d, this version reads up to %d:"
            + " start a version that knows format %d, or set a new application-id, which counts"
            + " anew what the topics still hold")
        .formatted(applicationId, format, StateFormat.VERSION, format);
  }

  private Optional<Integer> newestFormat(Properties client, int partitions) throws IOException {
    Map<TopicPartition, Long> tails = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      tails.put(new TopicPartition(changelog, partition), TAIL);
    }
    List<byte[]> values = new ArrayList<>();
    LogSlice.read(
        client,
        tails,
        record -> {
          if (Store.isRow(record.key())) {
            values.add(record.value());
          }
        });
    Optional<Integer> newest = Optional.empty();
    for (byte[] value : values) {
      if (value != null) {
        int format = StateFormat.of(value);
        newest = Optional.of(Math.max(format, newest.orElse(format)));
      }
    }
    return newest;
  }
}

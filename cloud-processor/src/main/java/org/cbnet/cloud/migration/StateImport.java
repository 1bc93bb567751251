package org.cbnet.cloud.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.migration.Lines.End;
import org.cbnet.cloud.migration.Lines.Entry;
import org.cbnet.cloud.migration.Lines.Header;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.store.CloudStores;

/**
 * Makes an exported state the state of a new application, which goes on where the old one stood.
 *
 * <p>Entries and position are written in one transaction, so an import is there whole or not at
 * all. The entries are held in memory.
 */
public final class StateImport {
  private final Properties client;
  private final String applicationId;
  private final int partitions;
  private final short replicationFactor;

  /**
   * @param client properties of the connection
   * @param applicationId of the new application
   * @param partitions of each input topic now
   * @param replicationFactor of the changelogs
   */
  public StateImport(
      Properties client, String applicationId, int partitions, int replicationFactor) {
    this.client = new Properties();
    this.client.putAll(client);
    this.applicationId = Objects.requireNonNull(applicationId, "applicationId is null");
    this.partitions = partitions;
    this.replicationFactor = (short) replicationFactor;
  }

  /**
   * Imports.
   *
   * @return how many entries the state has now
   * @throws MigrationException where the file is no whole export, or the application exists
   */
  public long from(Path file) throws MigrationException, IOException, InterruptedException {
    Map<Relocation<?, ?>, Map<Object, Object>> state = read(file);
    try (Admin admin = Admin.create(client)) {
      new Application(admin, applicationId).refuseExisting();
      Map<TopicPartition, Long> position = position(admin, state);
      createChangelogs(admin);
      return new StateWriter(client, applicationId, partitions).write(state, offsets(position));
    } catch (ExecutionException e) {
      throw new MigrationException("the broker refuses: " + e.getCause().getMessage(), e);
    } catch (KafkaException e) {
      throw new MigrationException("the broker can't be used: " + e.getMessage(), e);
    }
  }

  private Map<Relocation<?, ?>, Map<Object, Object>> read(Path file)
      throws MigrationException, IOException {
    Map<String, Relocation<?, ?>> byName =
        Relocation.ALL.stream()
            .collect(Collectors.toMap(each -> each.store().name(), Function.identity()));
    Map<Relocation<?, ?>, Map<Object, Object>> state = new LinkedHashMap<>();
    long entries = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      check(file, lines.readLine());
      String line = lines.readLine();
      while (line != null && !line.startsWith("{\"entries\"")) {
        Entry entry = Lines.JSON.readValue(line, Entry.class);
        Relocation<?, ?> relocation = byName.get(entry.store());
        if (relocation == null) {
          throw new MigrationException(
              "%s has entries of '%s', which this version does not know: import it with the version"
                      .formatted(file, entry.store())
                  + " that exported it");
        }
        add(relocation, entry, state.computeIfAbsent(relocation, any -> new HashMap<>()));
        entries++;
        line = lines.readLine();
      }
      if (line == null || Lines.JSON.readValue(line, End.class).entries() != entries) {
        throw new MigrationException(
            "%s is not whole, it ends after %d entries: export again".formatted(file, entries));
      }
    }
    return state;
  }

  private static void check(Path file, String line) throws MigrationException {
    Header header;
    try {
      header = Lines.JSON.readValue(Objects.requireNonNullElse(line, ""), Header.class);
    } catch (IOException e) {
      throw new MigrationException("%s is no export of ./cbnet cloud export".formatted(file), e);
    }
    if (header.cbnetExport() != Lines.FORMAT || header.stateFormat() > StateFormat.VERSION) {
      throw new MigrationException(
          ("%s has lines of format %d and state of format %d, this version reads %d and up to %d:"
                  + " use the version that wrote it, or a later one")
              .formatted(
                  file,
                  header.cbnetExport(),
                  header.stateFormat(),
                  Lines.FORMAT,
                  StateFormat.VERSION));
    }
  }

  @SuppressWarnings("unchecked")
  private <K, V> void add(Relocation<K, V> relocation, Entry entry, Map<Object, Object> entries) {
    Entries<K, V> lines = new Entries<>(relocation.store());
    K key = lines.key(entry);
    K moved = relocation.moved().to(key, relocation.partition().applyAsInt(key, partitions));
    entries.merge(
        moved, lines.value(entry), (one, other) -> relocation.merged().apply((V) one, (V) other));
  }

  /** Where to go on. A topic that was made anew is read from its beginning. */
  private static Map<TopicPartition, Long> position(
      Admin admin, Map<Relocation<?, ?>, Map<Object, Object>> state)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> position = new HashMap<>();
    for (var store : state.entrySet()) {
      if (!store.getKey().store().name().equals(CloudStores.PARTITIONS.name())) {
        continue;
      }
      for (Map.Entry<Object, Object> entry : store.getValue().entrySet()) {
        Map<String, Long> kept = new HashMap<>();
        for (var next : ((PartitionTotals) entry.getValue()).nextOffsets().entrySet()) {
          TopicPartition input = new TopicPartition(next.getKey(), (Integer) entry.getKey());
          if (next.getValue() <= end(admin, input)) {
            position.put(input, next.getValue());
            kept.put(next.getKey(), next.getValue());
          }
        }
        entry.setValue(((PartitionTotals) entry.getValue()).at(kept));
      }
    }
    return position;
  }

  private static long end(Admin admin, TopicPartition input)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(Map.of(input, OffsetSpec.latest()))
        .partitionResult(input)
        .get()
        .offset();
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<TopicPartition, Long> position) {
    return position.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, each -> new OffsetAndMetadata(each.getValue())));
  }

  private void createChangelogs(Admin admin) throws ExecutionException, InterruptedException {
    List<NewTopic> topics =
        Relocation.ALL.stream()
            .map(each -> Application.changelog(applicationId, each.store()))
            .map(
                name ->
                    new NewTopic(name, partitions, replicationFactor)
                        .configs(
                            Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT)))
            .toList();
    admin.createTopics(topics).all().get();
  }
}

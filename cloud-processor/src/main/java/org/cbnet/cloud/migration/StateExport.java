package org.cbnet.cloud.migration;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.cbnet.cloud.migration.Lines.End;
import org.cbnet.cloud.migration.Lines.Header;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.Store;

/**
 * Writes the state of an application that is stopped to a file, from its changelogs on the broker.
 *
 * <p>It must be stopped, because several changelogs can't be read as of one commit while commits go
 * on. A partition's entries are held in memory at a time.
 */
public final class StateExport {
  private final Properties client;
  private final String applicationId;
  private final Clock clock;

  /**
   * @param client properties of the connection
   */
  public StateExport(Properties client, String applicationId, Clock clock) {
    this.client = new Properties();
    this.client.putAll(client);
    this.applicationId = Objects.requireNonNull(applicationId, "applicationId is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * Writes; the file appears once it is whole.
   *
   * @param file to write
   * @param progress told the entries so far, after each partition
   * @return how many entries there are
   * @throws MigrationException where there is no state, or the application runs
   */
  public long to(Path file, LongConsumer progress)
      throws MigrationException, IOException, InterruptedException {
    int partitions = partitions();
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    long entries = 0;
    try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
      line(
          out,
          new Header(
              Lines.FORMAT,
              StateFormat.VERSION,
              applicationId,
              partitions,
              clock.instant().toString()));
      for (int partition = 0; partition < partitions; partition++) {
        entries += write(out, partition);
        progress.accept(entries);
      }
      line(out, new End(entries));
    } catch (KafkaException e) {
      throw new MigrationException("the broker can't be read: " + e.getMessage(), e);
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return entries;
  }

  private int partitions() throws MigrationException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      Application application = new Application(admin, applicationId);
      application.refuseRunning();
      return application
          .partitions(CloudStores.PARTITIONS)
          .orElseThrow(
              () ->
                  new MigrationException(
                      "application %s has no state on the broker: application-id names another"
                          .formatted(applicationId)));
    } catch (ExecutionException | KafkaException e) {
      throw new MigrationException("the broker can't be asked: " + e.getMessage(), e);
    }
  }

  private long write(BufferedWriter out, int partition) throws IOException {
    long entries = 0;
    for (Relocation<?, ?> relocation : Relocation.ALL) {
      entries += write(out, relocation, partition);
    }
    return entries;
  }

  private <K, V> long write(BufferedWriter out, Relocation<K, V> relocation, int partition)
      throws IOException {
    Map<TopicPartition, Long> all = new HashMap<>();
    String changelog = Application.changelog(applicationId, relocation.store());
    all.put(new TopicPartition(changelog, partition), Long.MAX_VALUE);
    Map<Bytes, byte[]> newest = new TreeMap<>();
    LogSlice.read(
        client,
        all,
        record -> {
          if (!Store.isRow(record.key())) {
            return;
          }
          if (record.value() == null) {
            newest.remove(Bytes.wrap(record.key()));
          } else {
            newest.put(Bytes.wrap(record.key()), record.value());
          }
        });
    Entries<K, V> entries = new Entries<>(relocation.store());
    for (Map.Entry<Bytes, byte[]> each : newest.entrySet()) {
      line(out, entries.line(partition, each.getKey().get(), each.getValue()));
    }
    return newest.size();
  }

  private static void line(BufferedWriter out, Object line) throws IOException {
    out.write(Lines.JSON.writeValueAsString(line));
    out.newLine();
  }
}

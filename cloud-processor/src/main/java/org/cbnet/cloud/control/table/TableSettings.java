package org.cbnet.cloud.control.table;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the tables of a cloud have in common.
 *
 * @param client properties of the connection, for every client
 * @param applicationId whose instances keep each other from writing at once
 * @param replicationFactor of topics that are missing
 */
public record TableSettings(
    Map<String, Object> client, String applicationId, int replicationFactor) {

  public TableSettings {
    client = Map.copyOf(client);
    Objects.requireNonNull(applicationId, "applicationId is null");
  }

  /** Of properties as {@code StreamsSettings.admin} gives them. */
  public static TableSettings of(Properties client, String applicationId, int replicationFactor) {
    return new TableSettings(
        client.entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue)),
        applicationId,
        replicationFactor);
  }
}

package org.cbnet.cloud.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.cbnet.schemas.SchemaStore;

/** The schemas of one stored record in every format so far. Immutable. */
public final class PublishedStates implements SchemaStore {
  private final Map<Long, Schema> byFingerprint = new HashMap<>();

  private PublishedStates() {}

  /**
   * Loads.
   *
   * @param record simple name of the stored record
   */
  public static PublishedStates of(String record) {
    PublishedStates schemas = new PublishedStates();
    for (int format = 1; format <= StateFormat.VERSION; format++) {
      find(record, format)
          .ifPresent(
              schema ->
                  schemas.byFingerprint.put(
                      SchemaNormalization.parsingFingerprint64(schema), schema));
    }
    return schemas;
  }

  /** The schema of a record in a format; nothing where the format has no such record. */
  static Optional<Schema> find(String record, int format) {
    String name = "published/v%d/%s.avsc".formatted(format, record);
    try (InputStream in = PublishedStates.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
    } catch (IOException e) {
      throw new UncheckedIOException("published schema " + name, e);
    }
  }

  @Override
  public Optional<Schema> find(long fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }
}

package org.cbnet.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.cbnet.schemas.record.AccessToken;
import org.cbnet.schemas.record.AuditEntry;
import org.cbnet.schemas.record.DesiredState;
import org.cbnet.schemas.record.DeviceRecord;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SamplePair;
import org.cbnet.schemas.record.WindowStats;

/**
 * The schemas that ship with this version: its own, and every one ever published.
 *
 * <p>A reader therefore understands all older writers without asking anybody.
 */
public final class BundledSchemas implements SchemaStore {
  /** The records of the wire contract as this version writes them. */
  static final List<Schema> CURRENT =
      List.of(
          ResultBatch.getClassSchema(),
          EnergySample.getClassSchema(),
          DeviceStatus.getClassSchema(),
          DeviceRecord.getClassSchema(),
          DesiredState.getClassSchema(),
          OffloadRequest.getClassSchema(),
          OffloadReply.getClassSchema(),
          WindowStats.getClassSchema(),
          AuditEntry.getClassSchema(),
          AccessToken.getClassSchema(),
          SamplePair.getClassSchema());

  private static final BundledSchemas INSTANCE = new BundledSchemas();

  private final Map<Long, Schema> byFingerprint = new LinkedHashMap<>();

  private BundledSchemas() {
    for (Schema current : CURRENT) {
      published(current.getName()).forEach(this::add);
      add(current);
    }
  }

  /** The one immutable instance. */
  public static BundledSchemas instance() {
    return INSTANCE;
  }

  /** All schemas, those of one record together, oldest first. */
  public Collection<Schema> all() {
    return List.copyOf(byFingerprint.values());
  }

  @Override
  public Optional<Schema> find(long fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  /** The published versions of a record, oldest first: {@code Name.v1.avsc} and so on. */
  static List<Schema> published(String record) {
    List<Schema> versions = new ArrayList<>();
    for (int version = 1; ; version++) {
      String name = "published/%s.v%d.avsc".formatted(record, version);
      try (InputStream in = BundledSchemas.class.getResourceAsStream(name)) {
        if (in == null) {
          return versions;
        }
        versions.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException("bundled schema " + name, e);
      }
    }
  }

  private void add(Schema schema) {
    byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
  }
}

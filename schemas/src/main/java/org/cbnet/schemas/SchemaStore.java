package org.cbnet.schemas;

import java.util.Optional;
import org.apache.avro.Schema;

/** Finds the schema that a payload was written with. Safe for several threads. */
@FunctionalInterface
public interface SchemaStore {

  /** The schema of a CRC-64-AVRO fingerprint over its Parsing Canonical Form, if known. */
  Optional<Schema> find(long fingerprint);
}

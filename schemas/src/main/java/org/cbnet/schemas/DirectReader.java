package org.cbnet.schemas;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;

/** Reads the body of one kind of record where it was written with this version's schema. */
interface DirectReader<T> {
  /** Reads one record; as for several threads. */
  T read(BinaryDecoder in) throws IOException;
}

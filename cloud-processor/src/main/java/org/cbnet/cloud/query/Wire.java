package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes answers for another instance of the same release.
 *
 * @param <A> answer
 */
public interface Wire<A> {
  /** Writes. */
  void write(A answer, DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  A read(DataInput in) throws IOException;
}

package org.cbnet.edge.spool;

import java.util.Objects;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * One entry of the FIFO, decoded for whoever sends it where it can be; the reader owns the record.
 */
public sealed interface SpoolEntry {

  /** Place in the FIFO; grows from entry to entry. */
  long position();

  /** A batch of results. */
  record Results(long position, ResultBatch batch) implements SpoolEntry {
    public Results {
      Objects.requireNonNull(batch, "batch is null");
    }
  }

  /** An energy sample. */
  record Energy(long position, EnergySample sample) implements SpoolEntry {
    public Energy {
      Objects.requireNonNull(sample, "sample is null");
    }
  }

  /** Bytes that are no record any more; only to be discarded, so that what follows can leave. */
  record Unreadable(long position, Exception cause) implements SpoolEntry {
    public Unreadable {
      Objects.requireNonNull(cause, "cause is null");
    }
  }
}

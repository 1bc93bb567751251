package org.cbnet.edge.publish;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolOutput;

/** Spoils the entry at position 1 on its way out of a spool. */
record SpoiledSpool(SpoolOutput spool, UnaryOperator<SpoolEntry> spoil) implements SpoolOutput {

  @Override
  public Optional<SpoolEntry> next(long after) {
    return spool.next(after).map(entry -> entry.position() == 1 ? spoil.apply(entry) : entry);
  }

  @Override
  public void acknowledge(long through) {
    spool.acknowledge(through);
  }

  @Override
  public void discard(long position) {
    spool.discard(position);
  }

  @Override
  public void forget(String installId, long bootNumber) {
    spool.forget(installId, bootNumber);
  }
}

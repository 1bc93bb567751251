package org.cbnet.edge.spool;

import java.util.Optional;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/** A spool on disk that writes within the call that changes it, so that a test can say when. */
record SteppedSpool(DiskSpool spool) implements Spool {

  @Override
  public long append(ResultBatch batch, StoreListener listener) {
    long first = spool.append(batch, listener);
    spool.keeper().flush();
    return first;
  }

  @Override
  public void append(EnergySample sample) {
    spool.append(sample);
    spool.keeper().flush();
  }

  @Override
  public void countSkipped(int frames) {
    spool.countSkipped(frames);
    spool.keeper().flush();
  }

  @Override
  public Optional<SpoolEntry> next(long after) {
    return spool.next(after);
  }

  @Override
  public void acknowledge(long through) {
    spool.acknowledge(through);
    spool.keeper().flush();
  }

  @Override
  public void discard(long position) {
    spool.discard(position);
    spool.keeper().flush();
  }

  @Override
  public void forget(String installId, long bootNumber) {
    spool.forget(installId, bootNumber);
    spool.keeper().flush();
  }

  @Override
  public SpoolStatus status() {
    return spool.status();
  }

  @Override
  public void endWaiting() {
    spool.endWaiting();
  }

  @Override
  public void close() {
    spool.close();
  }
}

package org.cbnet.edge.offload;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells what Kafka's client says of a record: on the broker, refused, or nobody knows, in which
 * case the connection is not trusted any more.
 */
final class Handover implements Callback {
  private final Line.Receipt receipt;
  private final Runnable distrust;
  private final Thread sender = Thread.currentThread();
  private volatile boolean handed;

  Handover(Line.Receipt receipt, Runnable distrust) {
    this.receipt = receipt;
    this.distrust = distrust;
  }

  /** The client has taken it. */
  void handed() {
    handed = true;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failure) {
    if (failure == null) {
      receipt.settled();
    } else if (isRefused(failure)) {
      receipt.undeliverable("Kafka did not take it: " + failure.getMessage());
    } else {
      distrust.run();
      receipt.settled();
    }
  }

  // A record that is refused before it was taken never leaves.
  private boolean isRefused(Exception failure) {
    boolean before = !handed && Thread.currentThread() == sender;
    return before || (failure instanceof ApiException && !(failure instanceof RetriableException));
  }
}

package org.cbnet.edge.publish;

import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/** An entry of the spool as it goes over the wire, stamped. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(String topic, byte[] payload) {

  /**
   * Stamps and serialises an entry.
   *
   * @throws UnsendableException where that can't be done; it never will
   */
  static Outgoing of(SpoolEntry entry, SendStamp stamp, boolean sentBefore)
      throws UnsendableException {
    try {
      if (entry instanceof SpoolEntry.Results results) {
        stamp.stamp(results.batch(), sentBefore);
        return of(Topics.INFERENCE_RESULTS, results.batch());
      }
      if (entry instanceof SpoolEntry.Energy energy) {
        stamp.stamp(energy.sample(), sentBefore);
        return of(Topics.ENERGY_SAMPLES, energy.sample());
      }
    } catch (RuntimeException e) {
      // Avro throws what it likes: NullPointerException, ClassCastException, its own.
      throw new UnsendableException(e);
    }
    if (entry instanceof SpoolEntry.Unreadable unreadable) {
      throw new UnsendableException(unreadable.cause());
    }
    throw new IllegalArgumentException("no kind of entry that is sent: " + entry);
  }

  private static <V> Outgoing of(Topic<String, V> topic, V value) {
    return new Outgoing(topic.name(), topic.value().serializer().serialize(topic.name(), value));
  }
}

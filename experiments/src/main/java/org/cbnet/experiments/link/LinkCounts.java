package org.cbnet.experiments.link;

/**
 * What has gone over a link since it was opened; both directions at one moment.
 *
 * @param up from the device
 * @param down to the device
 * @param connections that were accepted
 * @param open of them, now
 */
public record LinkCounts(Direction up, Direction down, long connections, long open) {

  /**
   * Payload bytes of one direction; {@code taken = delivered + lost + underway}.
   *
   * @param taken read from the sender
   * @param delivered written to the receiver
   * @param lost with a connection that broke or was closed while they were underway
   */
  public record Direction(long taken, long delivered, long lost) {

    /** Bytes that wait to leave, are on their way, or wait for the receiver. */
    public long underway() {
      return taken - delivered - lost;
    }
  }
}

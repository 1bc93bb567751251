package org.cbnet.cloud.state;

import java.io.IOException;
import org.apache.avro.io.DecoderFactory;

/**
 * The format of the stored state: one number for all stores of the application.
 *
 * <p>Any change to a schema of a stored record makes the next format, whose schemas are published
 * below {@code state/published}. A format reads all before it. It can't read one after it, so an
 * application whose state was written by a later format does not start.
 *
 * <ul>
 *   <li>1: boots, windows, rounds, devices, partitions
 *   <li>2: which numbers of a boot were refused, and boots that are forgotten; limits and replays
 *       of dead letters; heartbeats, hours and senders of devices; windows on their way; paired
 *       runs
 * </ul>
 */
public final class StateFormat {
  /** The format that is written. */
  public static final int VERSION = 2;

  // Magic and fingerprint of Avro's single-object encoding.
  private static final int HEADER_BYTES = 10;

  private StateFormat() {}

  /**
   * The format of a stored record, whichever wrote it: {@code formatVersion} is the first field of
   * each in every format.
   *
   * @throws IOException where the bytes are no stored record
   */
  public static int of(byte[] stored) throws IOException {
    if (stored.length <= HEADER_BYTES) {
      throw new IOException("%d bytes are no stored record".formatted(stored.length));
    }
    return DecoderFactory.get()
        .binaryDecoder(stored, HEADER_BYTES, stored.length - HEADER_BYTES, null)
        .readInt();
  }
}

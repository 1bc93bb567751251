package org.cbnet.cloud.config;

/**
 * What the state may take of memory.
 *
 * @param storeMebibytes of all stores' files together: blocks read, indexes, filters, what is not
 *     on disk yet; outside of Java's heap
 * @param cachedRows of each store of a partition that stay as objects after a commit
 */
public record Memory(int storeMebibytes, int cachedRows) {
  /** Enough for some thousands of devices that send at once. */
  public static final Memory DEFAULT = new Memory(64, 20_000);

  public Memory {
    Check.range("state.memory", storeMebibytes, 8, 65_536);
    Check.range("state.cached-rows", cachedRows, 0, 10_000_000);
  }

  /** The same in bytes. */
  public long storeBytes() {
    return (long) storeMebibytes << 20;
  }
}

package org.cbnet.edge.capture.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Which folder is watched, and how.
 *
 * @param folder may be missing for now, as a stick that is not plugged in
 * @param after what becomes of a file whose result is stored
 * @param order which of several files comes first
 * @param settle how long a file must not have changed to be taken for complete
 * @param maxImageBytes of a file; a larger one is skipped
 * @param memory file that remembers what was classified, used where files are kept
 * @param lastReceipts longest wait at the end for results that are being stored
 */
public record DirectoryOptions(
    Path folder,
    AfterFile after,
    FileOrder order,
    Duration settle,
    int maxImageBytes,
    Path memory,
    Duration lastReceipts) {
  public DirectoryOptions {
    Objects.requireNonNull(folder, "folder is null");
    Objects.requireNonNull(after, "after is null");
    Objects.requireNonNull(order, "order is null");
    Objects.requireNonNull(settle, "settle is null");
    Objects.requireNonNull(memory, "memory is null");
    Objects.requireNonNull(lastReceipts, "lastReceipts is null");
    if (maxImageBytes < 1) {
      throw new IllegalArgumentException("maxImageBytes must be at least 1: " + maxImageBytes);
    }
  }
}

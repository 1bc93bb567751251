package org.cbnet.edge.energy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Run time of all threads that a process has and had, in nanoseconds, as Linux's scheduler counts
 * it: the first field of every {@code schedstat}. Used by one thread.
 *
 * <ol>
 *   <li>Never falls: a thread that has ended counts with the last that was seen of it. What it ran
 *       after that is lost, as is a thread that began and ended between two looks.
 *   <li>A thread that runs at this moment is booked up to the scheduler's last tick (1 to 10 ms);
 *       one that waits, to the nanosecond.
 * </ol>
 */
final class ThreadRunTimes implements LongSupplier {
  static final Path OF_THIS_PROCESS = Path.of("/proc/self/task");

  private final Path tasks;
  private final Map<String, Long> lastSeen = new HashMap<>();
  private long endedNanos;

  /**
   * @param tasks folder with a folder for each thread
   */
  ThreadRunTimes(Path tasks) {
    this.tasks = tasks;
  }

  /** The sum so far; 0 where the kernel does not tell. */
  @Override
  public long getAsLong() {
    Set<String> listed = new HashSet<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        listed.add(thread.getFileName().toString());
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No such folder, or not now: nobody has ended because of that.
      return sum();
    }
    lastSeen.keySet().stream().filter(id -> !listed.contains(id)).toList().forEach(this::end);
    listed.forEach(this::see);
    return sum();
  }

  private void see(String id) {
    long nanos;
    try {
      nanos = runNanos(Files.readString(tasks.resolve(id).resolve("schedstat")));
    } catch (IOException | NumberFormatException e) {
      // It ended after the listing, or can't be read now: what was seen before still holds.
      return;
    }
    if (nanos < lastSeen.getOrDefault(id, 0L)) {
      // The kernel has given the number of an ended thread to a new one.
      end(id);
    }
    lastSeen.put(id, nanos);
  }

  private void end(String id) {
    endedNanos += lastSeen.remove(id);
  }

  private long sum() {
    return endedNanos + lastSeen.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long runNanos(String schedstat) {
    return Long.parseLong(schedstat.strip().split(" ", 2)[0]);
  }
}

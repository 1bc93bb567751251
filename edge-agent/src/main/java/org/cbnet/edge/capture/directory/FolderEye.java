package org.cbnet.edge.capture.directory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.cbnet.edge.clock.EdgeClock;

/**
 * Finds the images of a folder: what the watch names, and all of it from time to time, because a
 * watch may miss something, not work on this file system, or watch a folder that was replaced.
 */
final class FolderEye implements AutoCloseable {
  private static final long RESCAN_NANOS = Duration.ofSeconds(5).toNanos();
  // Looking at a folder of very many files must not become the agent's work: a twentieth at most.
  private static final int REST = 20;

  private final Path folder;
  private final Arrivals arrivals;
  private final EdgeClock clock;
  private final Warnings warnings;
  private final FolderWatch watch;
  private long nextScanNanos;

  FolderEye(Path folder, Arrivals arrivals, EdgeClock clock, Warnings warnings) {
    this.folder = folder;
    this.arrivals = arrivals;
    this.clock = clock;
    this.warnings = warnings;
    this.watch = new FolderWatch(folder);
    this.nextScanNanos = clock.monotonicNanos();
  }

  /** Notes what has changed, waiting for a change at most so long. */
  void look(long waitNanos) throws InterruptedException {
    Optional<Set<String>> changed = watch.changes(waitNanos);
    long now = clock.monotonicNanos();
    changed.ifPresent(names -> names.forEach(name -> see(name, now)));
    if (changed.isEmpty() || now >= nextScanNanos) {
      scan(now);
    }
  }

  /** Nanoseconds until it looks at the whole folder again. */
  long untilScanNanos(long nowNanos) {
    return nextScanNanos - nowNanos;
  }

  @Override
  public void close() {
    watch.close();
  }

  private void see(String name, long nowNanos) {
    if (!ImageNames.isFinishedImage(name)) {
      return;
    }
    try {
      FileVersion.of(folder.resolve(name))
          .ifPresentOrElse(
              version -> arrivals.see(name, version, nowNanos), () -> arrivals.forget(name));
    } catch (IOException e) {
      warnings.warn("can't look at a file", name, e);
    }
  }

  private void scan(long nowNanos) {
    Set<String> there = new HashSet<>();
    // First, so that nothing comes unseen between the two.
    renewWatch();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        there.add(name);
        see(name, nowNanos);
      }
      arrivals.retain(there);
    } catch (IOException | DirectoryIteratorException e) {
      warnings.warn("can't read the folder, looks again", folder.toString(), e);
    }
    long end = clock.monotonicNanos();
    nextScanNanos = end + Math.max(RESCAN_NANOS, REST * (end - nowNanos));
  }

  private void renewWatch() {
    try {
      watch.renew();
    } catch (IOException e) {
      warnings.warn("can't watch the folder, looks from time to time", folder.toString(), e);
    }
  }
}

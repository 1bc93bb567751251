package org.cbnet.edge.capture.directory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Tells which names in a folder changed. Only a help: what it misses, and what happens where it
 * can't watch, the next look at the whole folder finds.
 */
final class FolderWatch implements AutoCloseable {
  private final Path folder;
  private WatchService service;
  private Object watched;

  FolderWatch(Path folder) {
    this.folder = folder;
  }

  /** Watches the folder that now has the path, which may be another than before. */
  void renew() throws IOException {
    Object there =
        Objects.requireNonNullElse(
            Files.readAttributes(folder, BasicFileAttributes.class).fileKey(), folder);
    if (there.equals(watched)) {
      return;
    }
    close();
    service = folder.getFileSystem().newWatchService();
    folder.register(
        service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    watched = there;
  }

  /**
   * Waits for changes.
   *
   * @return the names that changed; empty where anything may have
   */
  Optional<Set<String>> changes(long waitNanos) throws InterruptedException {
    Set<String> names = new TreeSet<>();
    if (service == null) {
      TimeUnit.NANOSECONDS.sleep(waitNanos);
      return Optional.of(names);
    }
    try {
      WatchKey key = service.poll(waitNanos, TimeUnit.NANOSECONDS);
      if (key == null) {
        return Optional.of(names);
      }
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
          names = null;
        } else if (names != null) {
          names.add(event.context().toString());
        }
      }
      if (!key.reset()) {
        close();
        return Optional.empty();
      }
      return Optional.ofNullable(names);
    } catch (ClosedWatchServiceException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    watched = null;
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        // Nothing is read from it any more.
      }
      service = null;
    }
  }
}

package org.cbnet.edge.capture.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.cbnet.edge.capture.directory.Arrivals.Arrival;

/** Puts files out of the way that were classified or can't be read. */
final class Afterwards {
  private static final String DONE = "done";
  private static final String UNREADABLE = "unreadable";

  private final Path folder;
  private final AfterFile after;
  private final SeenFiles seen;

  Afterwards(Path folder, AfterFile after, SeenFiles seen) {
    this.folder = folder;
    this.after = after;
    this.seen = seen;
  }

  /**
   * After its result is stored.
   *
   * @return whether the file is gone, so that another of its name is another image
   */
  boolean classified(Arrival arrival) throws IOException {
    Path file = folder.resolve(arrival.name());
    if (after != AfterFile.KEEP && !FileVersion.of(file).equals(Optional.of(arrival.version()))) {
      // Another image has come under the same name, or somebody has taken it away.
      return true;
    }
    switch (after) {
      case MOVE -> move(file, DONE, arrival);
      case DELETE -> Files.deleteIfExists(file);
      case KEEP -> seen.add(arrival.name(), arrival.version());
    }
    return after != AfterFile.KEEP;
  }

  /** After it was found to be no image; answers as {@link #classified} does. */
  boolean unreadable(Arrival arrival) throws IOException {
    if (after == AfterFile.KEEP) {
      seen.add(arrival.name(), arrival.version());
      return false;
    }
    move(folder.resolve(arrival.name()), UNREADABLE, arrival);
    return true;
  }

  // A link is moved itself, not what it leads to.
  private void move(Path file, String to, Arrival arrival) throws IOException {
    Path target = Files.createDirectories(folder.resolve(to)).resolve(arrival.name());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      int ending = arrival.name().lastIndexOf('.');
      target =
          target.resolveSibling(
              "%s.%d%s"
                  .formatted(
                      arrival.name().substring(0, ending),
                      arrival.version().modifiedMillis(),
                      arrival.name().substring(ending)));
    }
    try {
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      // Somebody else was faster; it is out of the way.
    }
  }
}

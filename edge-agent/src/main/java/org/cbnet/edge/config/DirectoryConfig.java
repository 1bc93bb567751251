package org.cbnet.edge.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.edge.capture.directory.AfterFile;
import org.cbnet.edge.capture.directory.FileOrder;

/**
 * The watched folder of {@code source.kind: directory}.
 *
 * @param path the folder
 * @param after what becomes of a file whose result is stored
 * @param order which of several files comes first
 * @param settle how long a file must not have changed to be taken for complete
 */
public record DirectoryConfig(
    Optional<Path> path, AfterFile after, FileOrder order, Duration settle) {
  static final Setting<Path> PATH = Setting.choice("source.directory.path", "a folder", Path::of);
  static final Setting<AfterFile> AFTER = Setting.oneOf("source.directory.after", AfterFile.class);
  static final Setting<FileOrder> ORDER = Setting.oneOf("source.directory.order", FileOrder.class);
  static final Setting<Duration> SETTLE =
      Setting.duration("source.directory.settle", Duration.ZERO, Duration.ofMinutes(10));

  public DirectoryConfig {
    PATH.check(path);
    Objects.requireNonNull(after, "after is null");
    Objects.requireNonNull(order, "order is null");
    SETTLE.check(settle);
  }

  static DirectoryConfig read(Values values) {
    return new DirectoryConfig(
        values.find(PATH),
        values.get(AFTER, "move"),
        values.get(ORDER, "name"),
        values.get(SETTLE, "500ms"));
  }
}

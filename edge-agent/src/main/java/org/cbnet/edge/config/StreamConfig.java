package org.cbnet.edge.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.edge.capture.stream.StreamFormat;
import org.cbnet.edge.capture.stream.WhenBehind;

/**
 * The stream of {@code source.kind: stream}.
 *
 * @param path a named pipe or a file; empty for standard input
 * @param format what the stream is made of
 * @param width columns of a raw frame
 * @param height rows of a raw frame
 * @param whenBehind what happens where images come faster than they are classified
 */
public record StreamConfig(
    Optional<Path> path, StreamFormat format, int width, int height, WhenBehind whenBehind) {
  // No camera of today has more in one direction.
  private static final int MAX_SIDE = 16_384;
  static final Setting<Path> PATH =
      Setting.choice("source.stream.path", "a named pipe or a file", Path::of);
  static final Setting<StreamFormat> FORMAT =
      Setting.oneOf("source.stream.format", StreamFormat.class);
  static final Setting<Integer> WIDTH = Setting.whole("source.stream.width", 1, MAX_SIDE);
  static final Setting<Integer> HEIGHT = Setting.whole("source.stream.height", 1, MAX_SIDE);
  static final Setting<WhenBehind> WHEN_BEHIND =
      Setting.oneOf("source.stream.when-behind", WhenBehind.class);

  public StreamConfig {
    PATH.check(path);
    Objects.requireNonNull(format, "format is null");
    WIDTH.check(width);
    HEIGHT.check(height);
    Objects.requireNonNull(whenBehind, "whenBehind is null");
  }

  static StreamConfig read(Values values) {
    return new StreamConfig(
        values.find(PATH),
        values.get(FORMAT, "mjpeg"),
        values.get(WIDTH, "640"),
        values.get(HEIGHT, "480"),
        values.get(WHEN_BEHIND, "wait"));
  }
}

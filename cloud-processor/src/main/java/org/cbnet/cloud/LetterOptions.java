package org.cbnet.cloud;

import java.time.Instant;
import java.util.Optional;
import org.cbnet.cloud.deadletter.LetterFilter;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class LetterOptions {
  @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason.")
  private String reason;

  @Option(names = "--device", paramLabel = "ID", description = "Only this device's.")
  private String device;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Only those of records of this topic.")
  private String topic;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only those of records appended at or after this time, ISO 8601.")
  private Instant from;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "Only those of records appended before this time, ISO 8601.")
  private Instant before;

  @Option(names = "--after", paramLabel = "NEXT", description = "Goes on where a page ended.")
  private String after;

  LetterFilter filter() {
    return new LetterFilter(
        Optional.ofNullable(reason),
        Optional.ofNullable(device),
        Optional.ofNullable(topic),
        Optional.ofNullable(from),
        Optional.ofNullable(before));
  }

  Optional<String> after() {
    return Optional.ofNullable(after);
  }
}

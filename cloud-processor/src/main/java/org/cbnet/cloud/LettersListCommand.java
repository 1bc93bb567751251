package org.cbnet.cloud;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.cbnet.cloud.deadletter.LetterPage;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterView;
import org.cbnet.cloud.start.StreamsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloud dead-letters list}. */
@Command(
    name = "list",
    description = "Lists dead letters, the newest first.",
    footer = {
      "",
      "Examples:",
      "  cbnet cloud dead-letters list",
      "  cbnet cloud dead-letters list --device pi-7 --from 2026-03-01T00:00:00Z --json letters.json"
    })
final class LettersListCommand implements Callable<Integer> {
  private static final int MAX_LIMIT = 10_000;

  @Mixin private ConfigOption config;
  @Mixin private LetterOptions options;
  @Mixin private JsonOption json;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; 50 without.")
  private int limit = 50;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be in [1, %d]: %d".formatted(MAX_LIMIT, limit));
    }
    LetterReader reader =
        new LetterReader(StreamsSettings.admin(config.read()), Duration.ofMinutes(1));
    LetterPage page;
    try {
      page = reader.newest(options.filter(), limit, options.after());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    page.letters().forEach(letter -> out.println(line(letter)));
    out.println(
        page.next() == null
            ? "%d dead letters, no more".formatted(page.letters().size())
            : "%d dead letters, more with --after %s"
                .formatted(page.letters().size(), page.next()));
    out.flush();
    json.write(page);
    return ExitCode.OK;
  }

  private static String line(LetterView letter) {
    return "%d:%d %s %s %s-%s@%s device=%s bytes=%s%s: %s"
        .formatted(
            letter.partition(),
            letter.offset(),
            letter.appendedAt(),
            letter.reason(),
            letter.topic(),
            letter.topicPartition(),
            letter.topicOffset(),
            Objects.requireNonNullElse(letter.deviceId(), "-"),
            letter.valueBytes(),
            letter.replayable() ? "" : " (can't be replayed)",
            letter.message());
  }
}

package org.cbnet.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterReader.Position;
import org.cbnet.cloud.deadletter.LetterReplay;
import org.cbnet.cloud.start.StreamsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloud dead-letters replay}. */
@Command(
    name = "replay",
    description = "Has dead letters judged anew, after what made them was mended.",
    footer = {
      "",
      "What is right by now is counted at the time that it came; what is not stays where it is. A",
      "second replay of a letter changes nothing. Letters of which only the first bytes are kept",
      "can't be replayed, nor records beyond a device's limit, which have no letter.",
      "",
      "Examples:",
      "  cbnet cloud dead-letters replay --reason unknown_schema",
      "  cbnet cloud dead-letters replay --at 0:17 --at 2:5"
    })
final class LettersReplayCommand implements Callable<Integer> {
  private static final int MAX_LIMIT = 100_000;
  private static final Pattern POSITION = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

  @Mixin private ConfigOption config;
  @Mixin private LetterOptions options;
  @Mixin private JsonOption json;

  @Option(
      names = "--at",
      paramLabel = "PARTITION:OFFSET",
      description = "Only this letter, as 'list' names it; may be given several times.")
  private List<String> at = new ArrayList<>();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; 1000 without.")
  private int limit = 1_000;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw wrong("--limit must be in [1, %d]: %d".formatted(MAX_LIMIT, limit));
    }
    List<Position> positions = at.stream().map(this::position).toList();
    var client = StreamsSettings.admin(config.read());
    LetterReplay replay = new LetterReplay(new LetterReader(client, Duration.ofMinutes(1)), client);
    LetterReplay.Summary summary;
    try {
      summary =
          positions.isEmpty()
              ? replay.replay(options.filter(), limit, options.after())
              : replay.replay(positions);
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage());
    }
    var out = spec.commandLine().getOut();
    out.printf(
        "%d handed over, %d hold only the first bytes, %d are none%s%n",
        summary.replayed(),
        summary.truncated(),
        summary.foreign(),
        summary.next() == null ? "" : "; more with --after " + summary.next());
    out.println("what became of them: deadLetters of /api/v1/conservation");
    out.flush();
    json.write(summary);
    return ExitCode.OK;
  }

  private Position position(String text) {
    Matcher matcher = POSITION.matcher(text);
    if (!matcher.matches()) {
      throw wrong("--at must be PARTITION:OFFSET: '%s'".formatted(text));
    }
    return new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

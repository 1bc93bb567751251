package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.deadletter.LetterFilter;
import org.cbnet.cloud.deadletter.LetterPage;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterReader.Position;
import org.cbnet.cloud.deadletter.LetterReplay;
import org.cbnet.cloud.deadletter.LetterView;
import org.cbnet.cloud.query.NotReadyException;

/** {@code /api/v1/dead-letters}. */
final class DeadLettersApi {
  private static final String PATH = "/api/v1/dead-letters";
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;

  private final LetterReader reader;
  private final LetterReplay replay;
  private final AuditLog audit;

  DeadLettersApi(LetterReader reader, LetterReplay replay, AuditLog audit) {
    this.reader = Objects.requireNonNull(reader, "reader is null");
    this.replay = Objects.requireNonNull(replay, "replay is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
  }

  /**
   * Which letters to replay: single ones, or the newest of a selection.
   *
   * @param at single ones; the rest does not apply then
   * @param reason only those with this reason
   * @param device only this device's
   * @param topic only those of records of this topic
   * @param from only those of records appended at or after this time, ISO 8601
   * @param before only those of records appended before this time, ISO 8601
   * @param limit at most so many; 1000 without
   * @param after {@code next} of the replay before
   */
  record ReplayRequest(
      List<Position> at,
      String reason,
      String device,
      String topic,
      String from,
      String before,
      Integer limit,
      String after) {}

  List<Route> routes() {
    return List.of(
        Route.get(PATH, "Records that could not be counted, the newest first")
            .query("limit", Parameter.Type.INTEGER, "at most so many, 1 to 1000; 50 without")
            .query("after", Parameter.Type.TEXT, "the 'next' of the page before")
            .query("reason", Parameter.Type.TEXT, "only those with this reason")
            .query("device", Parameter.Type.TEXT, "only this device's")
            .query("topic", Parameter.Type.TEXT, "only those of records of this topic")
            .answers(LetterPage.class, this::page),
        Route.get(PATH + "/{partition}/{offset}", "One of them, with its first bytes")
            .path("partition", "of the dead letters")
            .path("offset", "in it")
            .answers(LetterView.class, this::one),
        Route.post(PATH + "/replay", "Has dead letters judged anew, after a fix")
            .json(ReplayRequest.class)
            .answers(LetterReplay.Summary.class, this::replay));
  }

  private LetterPage page(Context context) {
    Parameters parameters = Parameters.of(context);
    LetterFilter filter =
        new LetterFilter(
            parameters.id("reason"),
            parameters.id("device"),
            parameters.id("topic"),
            Optional.empty(),
            Optional.empty());
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    return reached(
        () -> reader.newest(filter, limit, Optional.ofNullable(context.queryParam("after"))));
  }

  private LetterView one(Context context) {
    int partition = (int) number(context, "partition", Integer.MAX_VALUE);
    long offset = number(context, "offset", Long.MAX_VALUE);
    return reached(() -> reader.at(partition, offset))
        .orElseThrow(
            () -> new NotFoundResponse("no dead letter at %d/%d".formatted(partition, offset)));
  }

  private static long number(Context context, String name, long most) {
    String text = context.pathParam(name);
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below like any other value out of range.
    }
    throw new BadParameterException("%s must be a number >= 0: '%s'".formatted(name, text));
  }

  private LetterReplay.Summary replay(Context context) {
    ReplayRequest request = JsonBodies.read(context, ReplayRequest.class);
    int limit = Objects.requireNonNullElse(request.limit(), MAX_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new BadParameterException("limit must be in [1, %d]: %d".formatted(MAX_LIMIT, limit));
    }
    LetterFilter filter =
        new LetterFilter(
            Optional.ofNullable(request.reason()),
            Optional.ofNullable(request.device()),
            Optional.ofNullable(request.topic()),
            time("from", request.from()),
            time("before", request.before()));
    List<Position> at = Objects.requireNonNullElse(request.at(), List.of());
    if (at.size() > MAX_LIMIT || at.stream().anyMatch(Objects::isNull)) {
      throw new BadParameterException(
          "at must be at most %d positions, none of them null: %d".formatted(MAX_LIMIT, at.size()));
    }
    LetterReplay.Summary summary =
        reached(
            () ->
                at.isEmpty()
                    ? replay.replay(filter, limit, Optional.ofNullable(request.after()))
                    : replay.replay(at));
    audit.record(
        Caller.of(context),
        "dead-letters.replay",
        "cbnet.dead-letters",
        new String(Answers.bytes(request), StandardCharsets.UTF_8),
        new String(Answers.bytes(summary), StandardCharsets.UTF_8),
        AuditLog.Outcome.DONE);
    return summary;
  }

  private static <T> T reached(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(e.getMessage());
    } catch (KafkaException e) {
      throw new NotReadyException("dead letters can't be reached now: " + e.getMessage());
    }
  }

  private static Optional<Instant> time(String name, String text) {
    return Optional.ofNullable(text).map(of -> Times.parse(name, of));
  }
}

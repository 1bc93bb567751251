package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.control.desired.DesiredStates;
import org.cbnet.cloud.control.desired.Level;
import org.cbnet.cloud.control.desired.Wish;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.schemas.record.DesiredState;

/** {@code /api/v1/desired}: what is wanted of a device, a group or every device. */
public final class DesiredApi {
  private static final String PATH = "/api/v1/desired";

  private final DesiredStates states;
  private final AuditedChange change;

  public DesiredApi(DesiredStates states, AuditLog audit) {
    this.states = Objects.requireNonNull(states, "states is null");
    this.change = new AuditedChange(audit);
  }

  /**
   * What is sent; null leaves it to the next lower level.
   *
   * @param threshold nats of entropy, 0 to 100
   * @param rate frames per second, above 0, at most 1,000,000
   * @param captureStopped whether no frame is taken
   * @param bundle hash of a bundle that was uploaded
   * @param runId run of an experiment that its records are to name
   * @param round of that run; given where runId is
   * @param expires ISO 8601; null for never
   * @param priority of a group, the highest wins; 0 without
   */
  record Wanted(
      String strategy,
      Double threshold,
      Double rate,
      Boolean captureStopped,
      String bundle,
      String runId,
      Integer round,
      String expires,
      Integer priority) {}

  /** What is wanted at a level, by whom, and the revision that a change must name. */
  record Answer(
      String strategy,
      Double threshold,
      Double rate,
      Boolean captureStopped,
      String bundle,
      String runId,
      Integer round,
      String expires,
      int priority,
      String requestedBy,
      String updated,
      long revision) {

    static Answer of(Entry<DesiredState> entry) {
      DesiredState state = entry.value();
      return new Answer(
          state.getStrategy(),
          state.getThreshold(),
          state.getRate(),
          state.getCaptureStopped(),
          state.getBundle(),
          state.getRunId(),
          state.getRound(),
          state.getExpiresAtMicros() == null
              ? null
              : Instant.EPOCH.plus(state.getExpiresAtMicros(), ChronoUnit.MICROS).toString(),
          state.getPriority(),
          state.getRequestedBy(),
          Instant.ofEpochMilli(entry.appendMillis()).toString(),
          entry.revision());
    }
  }

  /** All levels by key: a device's id, {@code group:} and a name, or {@code default}. */
  record All(Map<String, Answer> desired) {}

  /** Its operations. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "What is wanted, by device, group and default")
            .answers(All.class, this::all),
        get("/default", "What is wanted of every device", "", this::fleet),
        put("/default", "Wants something of every device", "", this::fleet),
        delete("/default", "Wants nothing of every device", "", this::fleet),
        get("/groups/{name}", "What is wanted of a group", "name", this::group),
        put("/groups/{name}", "Wants something of a group", "name", this::group),
        delete("/groups/{name}", "Wants nothing of a group", "name", this::group),
        get("/devices/{id}", "What is wanted of one device", "id", this::device),
        put("/devices/{id}", "Wants something of one device", "id", this::device),
        delete("/devices/{id}", "Wants nothing of one device", "id", this::device));
  }

  private Route get(String path, String summary, String name, Function<Context, Level> level) {
    return named(Route.get(PATH + path, summary), name)
        .answers(Answer.class, context -> get(context, level.apply(context)));
  }

  private Route put(String path, String summary, String name, Function<Context, Level> level) {
    return named(Route.put(PATH + path, summary), name)
        .conditional()
        .json(Wanted.class)
        .answers(Answer.class, context -> put(context, level.apply(context)));
  }

  private Route delete(String path, String summary, String name, Function<Context, Level> level) {
    return named(Route.delete(PATH + path, summary), name)
        .conditional()
        .status(204)
        .answers(Void.class, context -> delete(context, level.apply(context)));
  }

  private static RouteBuilder named(RouteBuilder route, String name) {
    return name.isEmpty() ? route : route.path(name, name.equals("id") ? "device" : "group");
  }

  private Level fleet(Context context) {
    return Level.DEFAULT;
  }

  private Level group(Context context) {
    return checked(() -> Level.group(context.pathParam("name")));
  }

  private Level device(Context context) {
    return checked(() -> Level.device(context.pathParam("id")));
  }

  private All all(Context context) {
    Map<String, Answer> answers = new TreeMap<>();
    states.all().forEach((key, entry) -> answers.put(key, Answer.of(entry)));
    return new All(answers);
  }

  private Answer get(Context context, Level level) {
    return answer(context, found(level));
  }

  private Answer put(Context context, Level level) {
    Wanted wanted = JsonBodies.read(context, Wanted.class);
    Wish wish = checked(() -> wish(wanted, level));
    Optional<Entry<DesiredState>> before = states.find(level);
    long expected = Conditions.expected(context, revision(before));
    String by = Caller.of(context).name();
    Answer made =
        change.make(
            context,
            "desired.put",
            level.key(),
            before.map(Answer::of).orElse(null),
            wanted,
            () -> Answer.of(checked(() -> states.put(level, wish, expected, by))));
    context.header("ETag", Conditions.tag(made.revision()));
    return made;
  }

  private Void delete(Context context, Level level) {
    Entry<DesiredState> before = found(level);
    long expected = Conditions.expected(context, OptionalLong.of(before.revision()));
    return change.make(
        context,
        "desired.delete",
        level.key(),
        Answer.of(before),
        null,
        () -> {
          states.remove(level, expected);
          return null;
        });
  }

  private Entry<DesiredState> found(Level level) {
    return states
        .find(level)
        .orElseThrow(
            () -> new NotFoundResponse("nothing is wanted of '%s'".formatted(level.key())));
  }

  private static Answer answer(Context context, Entry<DesiredState> entry) {
    context.header("ETag", Conditions.tag(entry.revision()));
    return Answer.of(entry);
  }

  private static OptionalLong revision(Optional<Entry<DesiredState>> entry) {
    return entry.map(Entry::revision).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private static Wish wish(Wanted wanted, Level level) {
    if (wanted.priority() != null && !level.key().startsWith("group:")) {
      throw new IllegalArgumentException("priority is for groups alone: " + wanted.priority());
    }
    return new Wish(
        wanted.strategy(),
        wanted.threshold(),
        wanted.rate(),
        wanted.captureStopped(),
        wanted.bundle(),
        wanted.runId(),
        wanted.round(),
        wanted.expires() == null ? null : Times.parse("expires", wanted.expires()),
        Objects.requireNonNullElse(wanted.priority(), 0));
  }

  private static <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(e.getMessage());
    }
  }
}

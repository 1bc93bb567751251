package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.control.registry.Registration;
import org.cbnet.cloud.control.registry.Registry;
import org.cbnet.cloud.control.registry.RegistryState;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.schemas.record.DeviceKey;
import org.cbnet.schemas.record.DeviceRecord;

/**
 * {@code /api/v1/registry}: which devices the fleet's owner knows. Apart from {@code
 * /api/v1/devices}, which says what was heard of devices and names a position of the input; this
 * says what was decided, and has revisions.
 */
public final class RegistryApi {
  private static final String PATH = "/api/v1/registry";
  private static final String ONE = PATH + "/{deviceId}";
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Registry registry;
  private final AuditedChange change;

  public RegistryApi(Registry registry, AuditLog audit) {
    this.registry = Objects.requireNonNull(registry, "registry is null");
    this.change = new AuditedChange(audit);
  }

  /**
   * A key of a device.
   *
   * @param key base64
   * @param notBefore ISO 8601
   * @param notAfter ISO 8601; null for no end
   */
  record Key(String keyId, String algorithm, String key, String notBefore, String notAfter) {}

  /**
   * What is sent.
   *
   * @param state invited, active, revoked or retired
   * @param board null where it is not known
   * @param groups none without
   * @param keys none without
   */
  record Wanted(String state, String site, String board, List<String> groups, List<Key> keys) {}

  /** A device's entry, and the revision that a change must name. */
  record Answer(
      String deviceId,
      String state,
      String site,
      String board,
      List<String> groups,
      List<Key> keys,
      String updated,
      String updatedBy,
      long revision) {

    static Answer of(Entry<DeviceRecord> entry) {
      DeviceRecord record = entry.value();
      return new Answer(
          record.getDeviceId(),
          record.getState(),
          record.getSite(),
          record.getBoard(),
          record.getGroups(),
          record.getKeys().stream().map(Answer::key).toList(),
          text(record.getUpdatedMicros()),
          record.getUpdatedBy(),
          entry.revision());
    }

    private static Key key(DeviceKey key) {
      byte[] bytes = new byte[key.getKey().remaining()];
      key.getKey().duplicate().get(bytes);
      return new Key(
          key.getKeyId(),
          key.getAlgorithm(),
          Base64.getEncoder().encodeToString(bytes),
          text(key.getNotBeforeMicros()),
          key.getNotAfterMicros() == null ? null : text(key.getNotAfterMicros()));
    }

    private static String text(long micros) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
  }

  /**
   * A page.
   *
   * @param next what to ask for {@code after} to get the next page; null on the last
   */
  record Page(List<Answer> devices, String next) {}

  /** Its operations. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "Registered devices in order of their ids")
            .query("limit", Parameter.Type.INTEGER, "at most so many, 1 to 1000; 100 without")
            .query("after", Parameter.Type.TEXT, "the 'next' of the page before")
            .query("state", Parameter.Type.TEXT, "invited, active, revoked or retired; all without")
            .answers(Page.class, this::page),
        Route.get(ONE, "A device's entry")
            .path("deviceId", "device")
            .answers(Answer.class, this::get),
        Route.put(ONE, "Makes or changes a device's entry")
            .path("deviceId", "device")
            .conditional()
            .json(Wanted.class)
            .answers(Answer.class, this::put),
        Route.delete(ONE, "Removes a device's entry; it becomes an unregistered one")
            .path("deviceId", "device")
            .conditional()
            .status(204)
            .answers(Void.class, this::delete));
  }

  private Page page(Context context) {
    Parameters parameters = Parameters.of(context);
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    Optional<RegistryState> state =
        Optional.ofNullable(context.queryParam("state")).map(RegistryApi::state);
    List<Entry<DeviceRecord>> found =
        registry.page(
            limit + 1,
            parameters.id("after"),
            record -> state.map(RegistryState::id).map(record.getState()::equals).orElse(true));
    List<Answer> shown = found.stream().limit(limit).map(Answer::of).toList();
    return new Page(shown, found.size() > limit ? shown.get(shown.size() - 1).deviceId() : null);
  }

  private static RegistryState state(String text) {
    return RegistryState.of(text)
        .orElseThrow(
            () ->
                new BadParameterException(
                    "state must be invited, active, revoked or retired: '%s'".formatted(text)));
  }

  private Answer get(Context context) {
    return tagged(context, Answer.of(found(context)));
  }

  private Answer put(Context context) {
    String deviceId = context.pathParam("deviceId");
    Wanted wanted = JsonBodies.read(context, Wanted.class);
    Registration registration = registration(deviceId, wanted);
    Optional<Answer> before = registry.find(deviceId).map(Answer::of);
    long expected =
        Conditions.expected(
            context,
            before.map(Answer::revision).map(OptionalLong::of).orElseGet(OptionalLong::empty));
    String by = Caller.of(context).name();
    return tagged(
        context,
        change.make(
            context,
            "registry.put",
            deviceId,
            before.orElse(null),
            wanted,
            () -> Answer.of(registry.put(registration, expected, by))));
  }

  private Void delete(Context context) {
    Entry<DeviceRecord> before = found(context);
    long expected = Conditions.expected(context, OptionalLong.of(before.revision()));
    String deviceId = before.value().getDeviceId();
    return change.make(
        context,
        "registry.delete",
        deviceId,
        Answer.of(before),
        null,
        () -> {
          registry.remove(deviceId, expected);
          return null;
        });
  }

  private Entry<DeviceRecord> found(Context context) {
    String deviceId = context.pathParam("deviceId");
    return registry
        .find(deviceId)
        .orElseThrow(
            () -> new NotFoundResponse("device '%s' is not registered".formatted(deviceId)));
  }

  private static Answer tagged(Context context, Answer answer) {
    context.header("ETag", Conditions.tag(answer.revision()));
    return answer;
  }

  private static Registration registration(String deviceId, Wanted wanted) {
    try {
      return new Registration(
          deviceId,
          wanted.state() == null ? null : state(wanted.state()),
          wanted.site(),
          Optional.ofNullable(wanted.board()),
          Objects.requireNonNullElse(wanted.groups(), List.of()),
          keys(Objects.requireNonNullElse(wanted.keys(), List.of())));
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(e.getMessage());
    }
  }

  private static List<DeviceKey> keys(List<Key> keys) {
    List<DeviceKey> made = new ArrayList<>();
    for (Key key : keys) {
      if (key == null || key.key() == null) {
        throw new IllegalArgumentException("keys.key is missing");
      }
      made.add(
          new DeviceKey(
              key.keyId(),
              key.algorithm(),
              bytes(key.key()),
              micros("keys.notBefore", key.notBefore()),
              key.notAfter() == null ? null : micros("keys.notAfter", key.notAfter())));
    }
    return made;
  }

  private static ByteBuffer bytes(String base64) {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "keys.key must be base64: %s".formatted(e.getMessage()), e);
    }
  }

  private static long micros(String field, String text) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Times.parse(field, String.valueOf(text)));
  }
}

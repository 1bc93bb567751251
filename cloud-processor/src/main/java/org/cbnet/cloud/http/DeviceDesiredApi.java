package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.control.desired.ControlKey;
import org.cbnet.cloud.control.desired.Delivery;
import org.cbnet.cloud.control.desired.Signed;
import org.cbnet.cloud.control.table.UnavailableException;

/**
 * {@code /api/v1/devices/{id}/desired}: what a device asks, as docs/design/014-steering.md has it.
 * A reader sees what the device was told.
 */
public final class DeviceDesiredApi {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TAG = Pattern.compile("\"([\\x21\\x23-\\x7e]{1,128})\"");
  private static final int MAX_WAIT_SECONDS = 300;
  private static final String ONE_SECOND = "1";

  private final Delivery delivery;
  private final Optional<ControlKey> key;

  /**
   * @param key that signs; without one nothing is served
   */
  public DeviceDesiredApi(Delivery delivery, Optional<ControlKey> key) {
    this.delivery = Objects.requireNonNull(delivery, "delivery is null");
    this.key = Objects.requireNonNull(key, "key is null");
  }

  /** Its operation. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/devices/{id}/desired", "What a device should run, signed")
            .path("id", "device")
            .ownDevice("id")
            .query(
                "wait",
                Parameter.Type.INTEGER,
                "seconds to hold the request while the state is that of If-None-Match, 0 to 300; 0"
                    + " without")
            .header("If-None-Match", "the ETag of the state that the device has")
            .writes(Body.JSON, this::desired));
  }

  private void desired(Context context) {
    String deviceId = context.pathParam("id");
    if (!ID.matcher(deviceId).matches()) {
      throw new BadParameterException("id must match %s: '%s'".formatted(ID.pattern(), deviceId));
    }
    ControlKey signing =
        key.orElseThrow(
            () ->
                new UnavailableException(
                    "no desired state can be signed: set control.key-file to an Ed25519 key"
                        + " (./cbnet bundle keygen control)"));
    Duration wait = wait(context);
    Optional<String> known = known(context);
    Role role = Caller.of(context).role();
    if (role != Role.DEVICE && !role.permits(Role.OPERATOR)) {
      show(context, deviceId, known, signing);
      return;
    }
    context.future(
        () ->
            delivery
                .ask(deviceId, known, wait, signing)
                .thenAccept(answer -> write(context, known, answer)));
  }

  private void show(Context context, String deviceId, Optional<String> known, ControlKey signing) {
    Signed told =
        delivery
            .shown(deviceId, signing)
            .orElseThrow(
                () ->
                    new NotFoundResponse(
                        "device '%s' has not asked since its state changed".formatted(deviceId)));
    boolean isKnown = known.filter(told.tag()::equals).isPresent();
    write(context, known, isKnown ? Optional.empty() : Optional.of(told));
  }

  private static void write(Context context, Optional<String> known, Optional<Signed> answer) {
    if (answer.isPresent()) {
      context.header("ETag", "\"%s\"".formatted(answer.get().tag()));
      context.json(answer.get().body());
    } else if (known.isPresent()) {
      context.header("ETag", "\"%s\"".formatted(known.get()));
      context.status(304);
    } else {
      // Another request of the device took this one's place before there was an answer.
      context.header("Retry-After", ONE_SECOND);
      context
          .status(503)
          .json(new Problem("not-ready", "a later request of the device took this one's place"));
    }
  }

  private static Duration wait(Context context) {
    String text = Objects.requireNonNullElse(context.queryParam("wait"), "0");
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 0 && seconds <= MAX_WAIT_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Answered below like any other value out of range.
    }
    throw new BadParameterException(
        "wait must be in [0, %d]: '%s'".formatted(MAX_WAIT_SECONDS, text));
  }

  private static Optional<String> known(Context context) {
    String header = context.header("If-None-Match");
    if (header == null) {
      return Optional.empty();
    }
    Matcher tag = TAG.matcher(header);
    // Somebody else's tag is another state, no mistake.
    return tag.matches() ? Optional.of(tag.group(1)) : Optional.empty();
  }
}

package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.control.registry.RegistryState;
import org.cbnet.cloud.presence.FleetQueries;
import org.cbnet.cloud.presence.Presence;
import org.cbnet.cloud.presence.Registrations;
import org.cbnet.cloud.query.DeviceFilter;

/** {@code /api/v1/devices}. */
final class DevicesApi {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final String PRESENCES = "online, late, offline or never-seen";
  private static final String REGISTRATIONS = "invited, active, revoked, retired or unregistered";

  private final FleetQueries queries;

  DevicesApi(FleetQueries queries) {
    this.queries = queries;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/devices", "Devices in order of their ids")
            .query("limit", Parameter.Type.INTEGER, "at most so many, 1 to 1000; 100 without")
            .query("after", Parameter.Type.TEXT, "the 'next' of the page before")
            .query("presence", Parameter.Type.TEXT, PRESENCES)
            .query("registration", Parameter.Type.TEXT, REGISTRATIONS)
            .query("strategy", Parameter.Type.TEXT, "only devices with that strategy")
            .query("site", Parameter.Type.TEXT, "only devices of that site")
            .query("board", Parameter.Type.TEXT, "only devices with that board")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE)
            .rows("devices")
            .answers(FleetQueries.Page.class, this::page),
        Route.get("/api/v1/devices/{id}", "Last heartbeat and last results of a device")
            .path("id", "device")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE)
            .answers(FleetQueries.Single.class, this::one));
  }

  private FleetQueries.Page page(Context context) {
    Parameters parameters = Parameters.of(context);
    Optional<String> presence = Optional.ofNullable(context.queryParam("presence"));
    presence.ifPresent(text -> check(Presence.of(text).isPresent(), "presence", PRESENCES, text));
    Optional<String> registration = Optional.ofNullable(context.queryParam("registration"));
    registration.ifPresent(
        text ->
            check(
                text.equals(Registrations.UNREGISTERED) || RegistryState.of(text).isPresent(),
                "registration",
                REGISTRATIONS,
                text));
    DeviceFilter heard =
        new DeviceFilter(
            parameters.strategy("strategy").orElse(null),
            parameters.id("site").orElse(null),
            parameters.id("board").orElse(null));
    return queries.page(
        parameters.limit(DEFAULT_LIMIT, MAX_LIMIT),
        parameters.token("after"),
        new FleetQueries.Filter(heard, presence.orElse(null), registration.orElse(null)),
        parameters.stale());
  }

  private static void check(boolean holds, String name, String states, String text) {
    if (!holds) {
      throw new BadParameterException("%s must be %s: '%s'".formatted(name, states, text));
    }
  }

  private FleetQueries.Single one(Context context) {
    String deviceId = context.pathParam("id");
    return queries
        .find(deviceId, Parameters.of(context).stale())
        .orElseThrow(() -> new NotFoundResponse("no device '%s'".formatted(deviceId)));
  }
}

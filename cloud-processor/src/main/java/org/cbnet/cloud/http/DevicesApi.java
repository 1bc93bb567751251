package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.cbnet.cloud.query.DeviceQueries;

/** {@code /api/v1/devices}. */
final class DevicesApi {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final DeviceQueries queries;

  DevicesApi(DeviceQueries queries) {
    this.queries = queries;
  }

  void page(Context context) {
    Parameters parameters = Parameters.of(context, "limit", "after");
    context.json(queries.page(parameters.limit(DEFAULT_LIMIT, MAX_LIMIT), parameters.id("after")));
  }

  void one(Context context) {
    Parameters.of(context);
    String deviceId = context.pathParam("id");
    context.json(
        queries
            .find(deviceId)
            .orElseThrow(() -> new NotFoundResponse("no device '%s'".formatted(deviceId))));
  }
}

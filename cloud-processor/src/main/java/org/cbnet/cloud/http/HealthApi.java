package org.cbnet.cloud.http;

import java.util.List;
import org.cbnet.cloud.query.NotReadyException;

/** {@code /health}: for whoever starts, stops and balances instances. */
final class HealthApi {
  private final Readiness readiness;

  HealthApi(Readiness readiness) {
    this.readiness = readiness;
  }

  /**
   * How it is.
   *
   * @param status live or ready
   */
  record Health(String status) {}

  List<Route> routes() {
    return List.of(
        Route.get("/health/live", "Whether the process lives")
            .open()
            .answers(Health.class, context -> new Health("live")),
        Route.get("/health/ready", "Whether queries can be answered; 503 where they can't")
            .open()
            .answers(Health.class, context -> ready()));
  }

  private Health ready() {
    readiness
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw new NotReadyException(obstacle);
            });
    return new Health("ready");
  }
}

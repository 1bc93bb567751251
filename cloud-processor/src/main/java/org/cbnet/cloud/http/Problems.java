package org.cbnet.cloud.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import org.cbnet.cloud.access.AuditException;
import org.cbnet.cloud.control.desired.NotServedException;
import org.cbnet.cloud.control.desired.TooManyException;
import org.cbnet.cloud.control.table.UnavailableException;
import org.cbnet.cloud.query.BadTokenException;
import org.cbnet.cloud.query.NotReadyException;
import org.cbnet.cloud.query.UnknownBaselineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever goes wrong as JSON. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private Problems() {}

  static void routes(RoutesConfig routes) {
    routes.exception(
        ProblemException.class,
        (e, context) -> {
          e.headers().forEach(context::header);
          Answers.json(context, e.status(), e.problem());
        });
    routes.exception(
        BadParameterException.class,
        (e, context) -> answer(context, 400, "bad-parameter", e.getMessage()));
    routes.exception(
        BadTokenException.class,
        (e, context) -> answer(context, 400, "bad-parameter", e.getMessage()));
    routes.exception(
        UnknownBaselineException.class,
        (e, context) -> answer(context, 400, "bad-parameter", e.getMessage()));
    routes.exception(NotReadyException.class, (e, context) -> notReady(context, e));
    routes.exception(UnavailableException.class, (e, context) -> notReady(context, e));
    routes.exception(TooManyException.class, (e, context) -> notReady(context, e));
    routes.exception(
        NotServedException.class,
        (e, context) -> answer(context, 403, "not-served", e.getMessage()));
    routes.exception(AuditException.class, (e, context) -> notReady(context, e));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> {
          if (e instanceof MethodNotAllowedResponse) {
            // Javalin has them as its only detail, under a name that depends on Accept.
            e.getDetails().values().forEach(methods -> context.header("Allow", methods));
          }
          answer(context, e.getStatus(), code(e), e.getMessage());
        });
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("request failed path={}", context.req().getRequestURI(), e);
          answer(context, 500, "internal", "the cloud's log says more");
        });
  }

  private static void notReady(Context context, Exception e) {
    context.header("Retry-After", RETRY_AFTER_SECONDS);
    answer(context, 503, "not-ready", e.getMessage());
  }

  private static String code(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> "not-found";
      case 405 -> "method-not-allowed";
      case 412 -> "precondition-failed";
      case 413 -> "too-large";
      case 428 -> "precondition-required";
      default -> "http-" + e.getStatus();
    };
  }

  private static void answer(Context context, int status, String code, String message) {
    Answers.json(context, status, new Problem(code, message));
  }
}

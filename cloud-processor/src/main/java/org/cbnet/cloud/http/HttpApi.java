package org.cbnet.cloud.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.cbnet.cloud.query.NotReadyException;
import org.cbnet.cloud.query.UnknownBaselineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query API and the page over HTTP.
 *
 * <p>Whatever goes wrong is answered as JSON: 400 names the parameter, 404 what is unknown, 503
 * when to ask again. Runs from {@link #start} to {@link #close}.
 */
public final class HttpApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Javalin server;
  private final URI address;

  private HttpApi(Javalin server, URI address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts to answer.
   *
   * @param host interface to bind
   * @param port to bind; 0 takes a free one
   * @throws PortInUseException where another program has the port
   */
  public static HttpApi start(
      String host, int port, Queries queries, Readiness readiness, Clock clock) {
    Objects.requireNonNull(readiness, "readiness is null");
    Javalin server =
        Javalin.create(
            config -> {
              settings(config);
              routes(config.routes, queries, readiness, clock);
              errors(config.routes);
            });
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new PortInUseException(host, port, e);
    }
    String shown = host.contains(":") ? "[%s]".formatted(host) : host;
    return new HttpApi(server, URI.create("http://%s:%d".formatted(shown, server.port())));
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void settings(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    ObjectMapper mapper =
        new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
    config.jsonMapper(new JavalinJackson(mapper, false));
  }

  private static void routes(
      RoutesConfig routes, Queries queries, Readiness readiness, Clock clock) {
    DevicesApi devices = new DevicesApi(queries.devices());
    ExperimentsApi experiments = new ExperimentsApi(queries.runs());
    StatsApi stats = new StatsApi(queries.stats(), clock);
    routes.before(HttpApi::headers);
    routes.get("/health/live", context -> context.json(Map.of("status", "live")));
    routes.get("/health/ready", context -> ready(context, readiness));
    routes.get("/api/v1/devices", devices::page);
    routes.get("/api/v1/devices/{id}", devices::one);
    routes.get("/api/v1/stats", stats::stats);
    routes.get("/api/v1/experiments", experiments::runs);
    routes.get("/api/v1/experiments/{runId}/comparison", experiments::comparison);
    routes.get(
        "/api/v1/conservation",
        context -> {
          Parameters.of(context);
          context.json(queries.conservation().report());
        });
    StaticPage.routes(routes);
  }

  private static void headers(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  private static void ready(Context context, Readiness readiness) {
    readiness
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw new NotReadyException(obstacle);
            });
    context.json(Map.of("status", "ready"));
  }

  private static void errors(RoutesConfig routes) {
    routes.exception(
        BadParameterException.class,
        (e, context) -> answer(context, 400, new Problem("bad-parameter", e.getMessage())));
    routes.exception(
        UnknownBaselineException.class,
        (e, context) -> answer(context, 400, new Problem("bad-parameter", e.getMessage())));
    routes.exception(
        NotReadyException.class,
        (e, context) -> {
          context.header("Retry-After", RETRY_AFTER_SECONDS);
          answer(context, 503, new Problem("not-ready", e.getMessage()));
        });
    routes.exception(
        HttpResponseException.class,
        (e, context) -> answer(context, e.getStatus(), new Problem(code(e), e.getMessage())));
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("request failed path={}", context.path(), e);
          answer(context, 500, new Problem("internal", "the cloud's log says more"));
        });
  }

  private static String code(HttpResponseException e) {
    return e instanceof NotFoundResponse ? "not-found" : "http-" + e.getStatus();
  }

  private static void answer(Context context, int status, Problem problem) {
    context.status(status).json(problem);
  }
}

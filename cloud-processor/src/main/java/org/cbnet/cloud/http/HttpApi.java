package org.cbnet.cloud.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.ConfigException;
import org.cbnet.cloud.monitoring.Requests;
import org.cbnet.cloud.tls.ServerCertificate;

/**
 * The query API and the page over HTTP.
 *
 * <p>Whatever goes wrong is answered as JSON: 400 names the parameter, 404 what is unknown, 503
 * when to ask again. Runs from {@link #start} to {@link #close}.
 */
public final class HttpApi implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final String ROUTE = "org.cbnet.cloud.route";

  private final Javalin server;
  private final URI address;
  private final Optional<ServerCertificate> certificate;

  private HttpApi(Javalin server, URI address, Optional<ServerCertificate> certificate) {
    this.server = server;
    this.address = address;
    this.certificate = certificate;
  }

  /**
   * Starts to answer.
   *
   * @param http where
   * @param tokens that callers may show
   * @param routes what is answered; page, session and description are always there
   * @throws ConfigException where the TLS files can't be used
   * @throws PortInUseException where another program has the port
   */
  public static HttpApi start(
      CloudConfig.Http http, Tokens tokens, Clock clock, List<Route> routes) {
    return start(http, tokens, clock, routes, new Requests(), IDLE);
  }

  /**
   * Starts to answer, as above.
   *
   * @param requests counts what is answered
   */
  public static HttpApi start(
      CloudConfig.Http http, Tokens tokens, Clock clock, List<Route> routes, Requests requests) {
    return start(http, tokens, clock, routes, requests, IDLE);
  }

  /** With another time that a connection may be idle. */
  static HttpApi start(
      CloudConfig.Http http,
      Tokens tokens,
      Clock clock,
      List<Route> routes,
      Requests requests,
      Duration idle) {
    Objects.requireNonNull(tokens, "tokens is null");
    Objects.requireNonNull(clock, "clock is null");
    Guard guard = new Guard(http, tokens, clock);
    List<Route> all = new ArrayList<>(routes);
    all.addAll(new SessionApi(guard).routes());
    all.add(OpenApi.route(all));
    Optional<ServerCertificate> certificate = Optional.empty();
    if (http.tls().isPresent()) {
      certificate = Optional.of(ServerCertificate.open(http.tls().get()));
    }
    Javalin server = server(new JettySettings(http, certificate, idle), guard, all, requests);
    try {
      server.start(http.host(), http.port());
    } catch (JavalinBindException e) {
      certificate.ifPresent(ServerCertificate::close);
      throw new PortInUseException(http.host(), http.port(), e);
    }
    String shown = http.host().contains(":") ? "[%s]".formatted(http.host()) : http.host();
    String scheme = certificate.isPresent() ? "https" : "http";
    URI address = URI.create("%s://%s:%d".formatted(scheme, shown, server.port()));
    return new HttpApi(server, address, certificate);
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    server.stop();
    certificate.ifPresent(ServerCertificate::close);
  }

  private static Javalin server(
      JettySettings jetty, Guard guard, List<Route> routes, Requests requests) {
    return Javalin.create(
        config -> {
          settings(config, requests);
          jetty.apply(config.jetty);
          config.routes.before(jetty::headers);
          config.routes.before(guard::any);
          routes.forEach(route -> serve(config.routes, route, guard));
          StaticPage.routes(config.routes);
          Problems.routes(config.routes);
        });
  }

  private static void settings(JavalinConfig config, Requests requests) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    // A strong ETag is one of bytes as they are sent, and cookies do not go with compression.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jsonMapper(new JavalinJackson(Answers.MAPPER, false));
    config.requestLogger.http(
        (context, millis) -> {
          RequestLog.log(context, millis);
          String route = context.attribute(ROUTE);
          requests.count(
              context.method().name(),
              Objects.requireNonNullElse(route, "other"),
              context.statusCode(),
              millis);
        });
  }

  private static void serve(RoutesConfig config, Route route, Guard guard) {
    Handler handler = context -> answer(route, guard, context);
    config.addHttpHandler(HandlerType.findOrCreate(route.method().name()), route.path(), handler);
    if (route.method() == Route.Method.GET) {
      // By itself Javalin says yes to HEAD without asking anybody.
      config.head(route.path(), handler);
    }
  }

  private static void answer(Route route, Guard guard, Context context) throws Exception {
    context.attribute(ROUTE, route.path());
    guard.admit(route, context);
    Parameters.refuseOthers(context, route.queryNames());
    RequestBody.check(context, route.body());
    route.handler().handle(context);
  }
}

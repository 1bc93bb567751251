package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.cbnet.cloud.access.FailedLogins;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.access.Sessions;
import org.cbnet.cloud.access.Token;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;

/**
 * Lets a caller in, or not. By a token as bearer or a session's cookie; on the loopback interface,
 * while no token was ever made, whoever comes is an administrator.
 */
final class Guard {
  private static final String BEARER = "Bearer ";

  private final HostRules hosts;
  private final Tokens tokens;
  private final Sessions sessions;
  private final FailedLogins failures;
  // By themselves: a site's devices and people share one address.
  private final FailedLogins failedLogIns;
  private final SessionCookie cookie;
  private final boolean isLoopback;

  Guard(CloudConfig.Http http, Tokens tokens, Clock clock) {
    this.hosts = new HostRules(http);
    this.tokens = tokens;
    this.sessions = new Sessions(tokens, clock);
    this.failures = new FailedLogins(clock);
    this.failedLogIns = new FailedLogins(clock);
    this.cookie = new SessionCookie(http.tls().isPresent());
    this.isLoopback = Exposure.isLoopback(http.host());
  }

  /** Refuses what no caller may send. */
  void any(Context context) {
    hosts.check(context);
  }

  /** Refuses a caller that may not ask this. */
  void admit(Route route, Context context) {
    if (route.least().isEmpty()) {
      return;
    }
    Principal principal = principal(context);
    if (!principal.role().permits(route.least().get())) {
      throw new ProblemException(
          403,
          "forbidden",
          "role %s may not do this, it needs %s"
              .formatted(principal.role().id(), route.least().get().id()));
    }
    route.ownDevice().ifPresent(name -> own(principal, context.pathParam(name)));
    Caller.set(context, principal);
  }

  private static void own(Principal principal, String deviceId) {
    if (principal.role() == Role.DEVICE && !principal.deviceId().equals(deviceId)) {
      throw new ProblemException(
          403, "forbidden", "a device may ask for itself only: " + principal.deviceId());
    }
  }

  private Principal principal(Context context) {
    if (isOpen()) {
      return Principal.LOCAL;
    }
    String header = context.header("Authorization");
    if (header != null) {
      return bearer(header, context).principal();
    }
    Optional<Principal> session = cookie.read(context).flatMap(sessions::find);
    if (session.isPresent()) {
      // A browser sends the cookie by itself, whoever's page asks.
      hosts.requireOrigin(context);
    }
    return session.orElseThrow(() -> unauthenticated("show a token (Authorization: Bearer TOKEN)"));
  }

  private boolean isOpen() {
    return isLoopback && !tokens.required();
  }

  private Token bearer(String header, Context context) {
    return (header.startsWith(BEARER)
            ? tokens.verify(header.substring(BEARER.length()).strip())
            : Optional.<Token>empty())
        .orElseThrow(() -> failed(failures, context));
  }

  /** A wrong token: a right bearer is never kept waiting, as other devices share the address. */
  private static ProblemException failed(FailedLogins of, Context context) {
    String address = context.req().getRemoteAddr();
    of.failed(address);
    return of.delay(address)
        .map(Guard::tooMany)
        .orElseGet(() -> unauthenticated("the token is wrong, has expired or was revoked"));
  }

  /** Exchanges a token for a session; returns whose it is. */
  Principal logIn(Context context, String token) {
    if (isOpen()) {
      return Principal.LOCAL;
    }
    failedLogIns
        .delay(context.req().getRemoteAddr())
        .ifPresent(
            delay -> {
              throw tooMany(delay);
            });
    Token valid = tokens.verify(token).orElseThrow(() -> failed(failedLogIns, context));
    cookie.read(context).ifPresent(sessions::end);
    cookie.write(context, sessions.begin(valid));
    return valid.principal();
  }

  /** Ends the caller's session, if there is one. */
  void logOut(Context context) {
    cookie
        .read(context)
        .ifPresent(
            id -> {
              hosts.requireOrigin(context);
              sessions.end(id);
            });
    cookie.remove(context);
  }

  private static ProblemException unauthenticated(String message) {
    return new ProblemException(
        401, "unauthenticated", message, Map.of("WWW-Authenticate", "Bearer realm=\"cbnet\""));
  }

  private static ProblemException tooMany(Duration delay) {
    return new ProblemException(
        429,
        "too-many-attempts",
        "too many wrong tokens from this address",
        Map.of("Retry-After", Long.toString(Math.max(1, delay.toSeconds()))));
  }
}

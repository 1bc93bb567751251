package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.cbnet.cloud.access.Principal;

/** {@code /api/v1/session}: the page exchanges a token for a cookie. */
final class SessionApi {
  private static final String PATH = "/api/v1/session";
  // The one body that is read of callers who have shown nothing yet: each that is sent byte by byte
  // holds a thread, and all others are for those who are let in.
  private static final int AT_ONCE = 16;

  private final Guard guard;
  private final Semaphore reading = new Semaphore(AT_ONCE);

  SessionApi(Guard guard) {
    this.guard = guard;
  }

  /**
   * A log-in.
   *
   * @param token as it was shown when it was made
   */
  record LogIn(String token) {}

  /**
   * Who has logged in.
   *
   * @param name of the token
   * @param role what it may do
   */
  record Who(String name, String role) {
    static Who of(Principal principal) {
      return new Who(principal.name(), principal.role().id());
    }
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, "Who the caller is")
            .answers(Who.class, context -> Who.of(Caller.of(context))),
        Route.post(PATH, "Exchanges a token for a session's cookie")
            .open()
            .json(LogIn.class)
            .answers(Who.class, this::begin),
        Route.delete(PATH, "Ends the session").open().status(204).answers(null, this::end));
  }

  private Who begin(Context context) {
    LogIn logIn = read(context);
    if (logIn.token() == null) {
      throw new BadParameterException("token is missing");
    }
    return Who.of(guard.logIn(context, logIn.token()));
  }

  private LogIn read(Context context) {
    if (!reading.tryAcquire()) {
      throw new ProblemException(
          503,
          "too-many-clients",
          "%d log-ins are being read, which is the most".formatted(AT_ONCE),
          Map.of("Retry-After", "10"));
    }
    try {
      return JsonBodies.read(context, LogIn.class);
    } finally {
      reading.release();
    }
  }

  private Object end(Context context) {
    guard.logOut(context);
    return null;
  }
}

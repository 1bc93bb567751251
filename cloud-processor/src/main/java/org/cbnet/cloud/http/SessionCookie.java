package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import org.cbnet.cloud.access.Sessions;

/** Where a browser keeps a session's id: out of reach of scripts and of other sites. */
final class SessionCookie {
  private static final int NOW = 0;

  private final String name;
  private final boolean isTls;

  SessionCookie(boolean isTls) {
    this.isTls = isTls;
    // Browsers take a name with this prefix over TLS and for the host itself only.
    this.name = isTls ? "__Host-cbnet-session" : "cbnet-session";
  }

  Optional<String> read(Context context) {
    return Optional.ofNullable(context.cookie(name));
  }

  void write(Context context, String id) {
    context.cookie(cookie(id, Math.toIntExact(Sessions.VALID.toSeconds())));
  }

  void remove(Context context) {
    context.cookie(cookie("", NOW));
  }

  private Cookie cookie(String value, int maxAgeSeconds) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setMaxAge(maxAgeSeconds);
    cookie.setHttpOnly(true);
    cookie.setSecure(isTls);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }
}

package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.cbnet.cloud.config.CloudConfig;

/**
 * Which names a request may ask for, and from which page it may come: without the first a foreign
 * page can point its own name here and read everything; without the second it can change things
 * blindly.
 */
final class HostRules {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  // What browsers say of a request that is neither a page's own nor somebody's who typed it.
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

  private final Set<String> hosts = new HashSet<>();
  private final boolean isTls;

  HostRules(CloudConfig.Http http) {
    hosts.add(bare(http.host()));
    http.allowedHosts().forEach(host -> hosts.add(bare(host)));
    hosts.addAll(Set.of("localhost", "127.0.0.1", "::1"));
    isTls = http.tls().isPresent();
  }

  /**
   * Refuses a request for a name that is not ours, a change from a foreign page, and whatever a
   * foreign page asks for by itself: it can't read the answer, but a place among the live clients
   * is taken and a device's revision written all the same.
   */
  void check(Context context) {
    String authority = context.header("Host");
    if (authority == null || !isOurs(authority, context)) {
      throw new ProblemException(
          421,
          "wrong-host",
          "no such host here: http.allowed-hosts (CBNET_HTTP_ALLOWED_HOSTS) names those there are");
    }
    if (FOREIGN.contains(Objects.requireNonNullElse(context.header("Sec-Fetch-Site"), ""))
        && !"document".equals(context.header("Sec-Fetch-Dest"))) {
      throw foreign();
    }
    String origin = context.header("Origin");
    if (!READING.contains(context.method().name())
        && origin != null
        && !isFrom(origin, authority)) {
      throw foreign();
    }
  }

  /** Refuses a change that does not say which page it comes from: browsers always do. */
  void requireOrigin(Context context) {
    if (!READING.contains(context.method().name()) && context.header("Origin") == null) {
      throw foreign();
    }
  }

  private static ProblemException foreign() {
    return new ProblemException(
        403,
        "foreign-origin",
        "this is for the cloud's own page, not for others (Origin, Sec-Fetch-Site)");
  }

  private boolean isOurs(String authority, Context context) {
    String name = bare(withoutPort(authority));
    // An address that the connection came to can't be a foreign name that points here.
    return hosts.contains(name) || name.equals(bare(context.req().getLocalAddr()));
  }

  private boolean isFrom(String origin, String authority) {
    try {
      URI page = URI.create(origin);
      boolean scheme = isTls ? "https".equals(page.getScheme()) : page.getScheme() != null;
      return scheme && authority.equalsIgnoreCase(page.getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }
}

package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.util.Set;
import org.cbnet.cloud.access.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A line a request: changes and refusals always, what is only read where debugging is on. Neither
 * query, headers nor body, which may hold secrets.
 */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private static final Set<Integer> QUIET = Set.of(200, 206, 304, 404, 503);

  private RequestLog() {}

  static void log(Context context, Float millis) {
    boolean reads = context.method().name().equals("GET") || context.method().name().equals("HEAD");
    Level level = reads && QUIET.contains(context.statusCode()) ? Level.DEBUG : Level.INFO;
    LOG.atLevel(level)
        .log(
            "request method={} path={} status={} millis={} caller={} address={}",
            context.method().name(),
            context.req().getRequestURI(),
            context.statusCode(),
            Math.round(millis),
            Caller.find(context).map(Principal::name).orElse("-"),
            context.req().getRemoteAddr());
  }
}

package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.cbnet.cloud.http.LiveFeed.Event;

/**
 * {@code /api/v1/live}: server-sent events. A client that does not keep up gets the latest summary
 * only; one that takes nothing for as long as a connection may be idle is dropped and counted.
 */
final class LiveApi {
  private static final int MAX_CLIENTS = 32;
  // Browsers come again by themselves; until then a revoked token sees on.
  private static final Duration STREAM = Duration.ofMinutes(5);

  private final LiveFeed feed;
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  LiveApi(LiveFeed feed) {
    this.feed = feed;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/live", "A summary each second, as server-sent events")
            .writes("text/event-stream", this::stream));
  }

  /** Clients that were dropped because they took nothing. */
  long dropped() {
    return dropped.get();
  }

  int clients() {
    return clients.get();
  }

  private void stream(Context context) throws InterruptedException {
    MediaTypes.best(context.header("Accept"), "text/event-stream");
    if (clients.incrementAndGet() > MAX_CLIENTS) {
      clients.decrementAndGet();
      throw new ProblemException(
          503,
          "too-many-clients",
          "%d clients are listening, which is the most".formatted(MAX_CLIENTS),
          Map.of("Retry-After", "10"));
    }
    try {
      context.contentType("text/event-stream");
      if (context.method().name().equals("GET")) {
        write(context.res().getOutputStream());
      }
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        dropped.incrementAndGet();
      }
      // Otherwise it went, as they do.
    } finally {
      clients.decrementAndGet();
    }
  }

  private void write(OutputStream out) throws IOException, InterruptedException {
    long end = System.nanoTime() + STREAM.toNanos();
    long seen = 0;
    while (System.nanoTime() < end) {
      Event event = feed.next(seen);
      seen = event.id();
      out.write(event.content().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}

package org.cbnet.cloud.offload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.cbnet.cloud.deadletter.LetterOrigin;
import org.cbnet.schemas.AvroCodec;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Answers {@code POST /api/v1/offload}, health and metrics; waits for nothing. */
final class OffloadHandler extends Handler.Abstract.NonBlocking {
  static final String PATH = "/api/v1/offload";
  // Somewhat more than a request may have: who sent all of it hears why it is refused.
  private static final int MAX_READ_BYTES = 2 * AvroCodec.MAX_BYTES;
  private static final String TRANSPORT = "http2";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final OffloadService service;
  private final Supplier<Optional<String>> obstacle;
  private final Supplier<String> metrics;
  private final Sendings sendings;
  private final Clock clock;
  private final LongSupplier nanos;
  private final AtomicLong number = new AtomicLong();
  private volatile boolean closing;

  /**
   * @param obstacle why no request could be answered now; empty where one can
   * @param metrics in the text format of Prometheus
   * @param sendings counts replies
   * @param nanos monotonic clock, nanoseconds
   */
  OffloadHandler(
      OffloadService service,
      Supplier<Optional<String>> obstacle,
      Supplier<String> metrics,
      Sendings sendings,
      Clock clock,
      LongSupplier nanos) {
    this.service = Objects.requireNonNull(service, "service is null");
    this.obstacle = Objects.requireNonNull(obstacle, "obstacle is null");
    this.metrics = Objects.requireNonNull(metrics, "metrics is null");
    this.sendings = Objects.requireNonNull(sendings, "sendings is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.nanos = Objects.requireNonNull(nanos, "nanos is null");
  }

  /** Takes no more requests. */
  void refuseMore() {
    closing = true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    switch (Request.getPathInContext(request)) {
      case PATH -> offload(request, response, callback);
      case "/health/live" ->
          get(request, response, callback, () -> text(response, callback, "live"));
      case "/health/ready" -> get(request, response, callback, () -> ready(response, callback));
      case "/metrics" ->
          get(request, response, callback, () -> write(response, callback, METRICS, metrics.get()));
      default ->
          problem(
              response,
              callback,
              HttpStatus.NOT_FOUND_404,
              "there is POST %s, /health/live, /health/ready and /metrics".formatted(PATH));
    }
    return true;
  }

  private void offload(Request request, Response response, Callback callback) {
    if (!request.getMethod().equals("POST")) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
      problem(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "ask by POST");
    } else if (closing) {
      problem(
          response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "this instance is about to stop");
    } else if (request.getLength() > MAX_READ_BYTES) {
      tooLong(response, callback);
    } else {
      Content.Source.asByteArrayAsync(
          request,
          MAX_READ_BYTES,
          Promise.Invocable.from(
              InvocationType.NON_BLOCKING,
              (body, failure) -> read(body, failure, response, callback)));
    }
  }

  private void read(byte[] body, Throwable failure, Response response, Callback callback) {
    if (failure == null) {
      service.submit(arrival(body, new HttpExchange(response, callback, sendings)));
    } else if (failure instanceof IllegalStateException) {
      // Of a length that was not told before.
      tooLong(response, callback);
    } else {
      callback.failed(failure);
    }
  }

  private void tooLong(Response response, Callback callback) {
    service.submitTooLong(arrival(null, new HttpExchange(response, callback, sendings)));
  }

  private Arrival arrival(byte[] body, HttpExchange exchange) {
    return new Arrival(
        null,
        body,
        new LetterOrigin(TRANSPORT, 0, number.getAndIncrement()),
        clock.millis(),
        nanos.getAsLong(),
        exchange);
  }

  private void ready(Response response, Callback callback) {
    Optional<String> why = closing ? Optional.of("about to stop") : obstacle.get();
    if (why.isPresent()) {
      problem(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, why.get());
    } else {
      text(response, callback, "ready");
    }
  }

  private static void get(Request request, Response response, Callback callback, Runnable answer) {
    if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
      answer.run();
    } else {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      problem(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "ask by GET");
    }
  }

  private static void text(Response response, Callback callback, String text) {
    write(response, callback, TEXT, text + "\n");
  }

  static void problem(Response response, Callback callback, int status, String message) {
    response.setStatus(status);
    text(response, callback, message);
  }

  private static void write(Response response, Callback callback, String type, String text) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
  }
}

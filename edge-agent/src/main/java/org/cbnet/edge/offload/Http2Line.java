package org.cbnet.edge.offload;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cbnet.edge.clock.EdgeClock;

/**
 * One HTTP/2 connection, opened by a greeting and kept warm by others. It carries letters only
 * while it is there, so that none waits for a connection. What is not answered within 2 s and its
 * budget is given up together with the connection.
 */
final class Http2Line implements Line {
  private static final String GREETING = "greeting";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TICK_MILLIS = 50;
  private static final long PAUSE_MILLIS = 200;

  private final Http2Client client;
  private final Http2Answers answers;
  private final EdgeClock clock;
  private final LineLog log;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();
  private volatile boolean up;
  private volatile long heardNanos;
  private volatile String trouble = "not connected yet";

  private record Exchange(CompletableFuture<HttpResponse<byte[]>> answer, long lostNanos) {}

  Http2Line(Http2Client client, Http2Answers answers, EdgeClock clock, LineLog log) {
    this.client = client;
    this.answers = answers;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Optional<String> trouble() {
    return up ? Optional.empty() : Optional.of(trouble);
  }

  @Override
  public void carry(Letter letter, Receipt receipt) {
    CompletableFuture<HttpResponse<byte[]>> answer = client.post(letter);
    long patience = clock.monotonicNanos() + PATIENCE_NANOS;
    track(letter.id(), answer, Math.max(patience, letter.endNanos()));
    CompletableFuture<?> unused =
        answer.whenComplete((response, failure) -> finish(letter.id(), receipt, response, failure));
  }

  /**
   * Serves until it is closed, or its thread interrupted.
   *
   * @param tend called many times a second
   */
  void run(Runnable tend) {
    try {
      do {
        if (up) {
          look();
        } else {
          connect();
        }
        tend.run();
      } while (!closing.await(up ? TICK_MILLIS : PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // It is how closing cuts short a wait for the network.
      Thread.currentThread().interrupt();
    } finally {
      down("the offloader is closed");
      giveUp();
      client.close();
    }
  }

  /** Ends {@link #run}. */
  void close() {
    closing.countDown();
  }

  private void connect() throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> greeting = client.greet();
    try {
      HttpResponse<byte[]> response = greeting.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
      client.bytes().received(response);
      if (response.version() != HttpClient.Version.HTTP_2) {
        throw new LineException(
            "%s does not speak HTTP/2: offload.url must name the offload server"
                .formatted(client.url()));
      }
      heardNanos = clock.monotonicNanos();
      up = true;
      log.up();
    } catch (ExecutionException e) {
      failed(e.getCause());
    } catch (TimeoutException e) {
      failed(new LineException("no answer from %s within 2 s".formatted(client.url())));
    } catch (LineException e) {
      failed(e);
    } finally {
      greeting.cancel(true);
    }
  }

  private void failed(Throwable cause) {
    down("no connection to %s: %s".formatted(client.url(), cause));
    log.lost(cause);
  }

  // Whether all that is on its way is answered in time, and where nothing is, whether it would be.
  private void look() {
    long now = clock.monotonicNanos();
    if (exchanges.values().stream().anyMatch(each -> now - each.lostNanos() >= 0)) {
      down("%s was silent for 2 s".formatted(client.url()));
      client.renew();
      giveUp();
    } else if (exchanges.isEmpty() && now - heardNanos > QUIET_NANOS) {
      CompletableFuture<HttpResponse<byte[]>> greeting = client.greet();
      track(GREETING, greeting, now + PATIENCE_NANOS);
      CompletableFuture<?> unused = greeting.whenComplete(this::finishGreeting);
    }
  }

  private void finish(
      String id, Receipt receipt, HttpResponse<byte[]> response, Throwable failure) {
    exchanges.remove(id);
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      heard(response);
      answers.answer(id, response);
      receipt.settled();
    } else if (cause instanceof CancellationException) {
      answers.lose(id);
      receipt.settled();
    } else {
      if (!(cause instanceof TimelyBody.TooLateException)) {
        down("the connection to %s broke: %s".formatted(client.url(), cause));
      }
      receipt.undeliverable(cause.toString());
    }
  }

  private void finishGreeting(HttpResponse<byte[]> response, Throwable failure) {
    exchanges.remove(GREETING);
    if (failure == null) {
      heard(response);
    } else {
      down("the connection to %s broke: %s".formatted(client.url(), failure));
    }
  }

  private void heard(HttpResponse<byte[]> response) {
    heardNanos = clock.monotonicNanos();
    client.bytes().received(response);
  }

  private void track(String id, CompletableFuture<HttpResponse<byte[]>> answer, long lostNanos) {
    exchanges.put(id, new Exchange(answer, lostNanos));
  }

  private void down(String why) {
    trouble = why;
    up = false;
  }

  private void giveUp() {
    exchanges.values().forEach(each -> each.answer().cancel(true));
  }
}

package org.cbnet.edge.capture.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameDecoder;
import org.cbnet.edge.capture.FrameIds;
import org.cbnet.edge.capture.Skips;
import org.cbnet.inference.Frame;

/** Takes POSTed images in. What is refused before it is known to be an image is no frame. */
final class FrameHandler implements HttpHandler {
  /** Where images are POSTed. */
  static final String PATH = "/frames";

  private final LocalOnly localOnly;
  private final FrameDecoder decoder;
  private final FrameIds ids;
  private final int maxImageBytes;
  private final int classes;
  private final Waiting waiting;
  private final Skips skips;
  private final Inbox inbox;
  // The heap is small: one of them at a time, from its first byte to its pixels.
  private final Semaphore largeOnes = new Semaphore(1, true);

  FrameHandler(
      LocalOnly localOnly,
      FrameDecoder decoder,
      FrameIds ids,
      int maxImageBytes,
      int classes,
      Waiting waiting,
      Skips skips,
      Inbox inbox) {
    this.localOnly = localOnly;
    this.decoder = decoder;
    this.ids = ids;
    this.maxImageBytes = maxImageBytes;
    this.classes = classes;
    this.waiting = waiting;
    this.skips = skips;
    this.inbox = inbox;
  }

  @Override
  public void handle(HttpExchange exchange) {
    try {
      serve(exchange);
    } catch (Refusal refusal) {
      Replies.refused(exchange, refusal);
    } catch (IOException e) {
      // The sender is gone before it has sent all; nobody waits and nothing was captured.
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange) throws Refusal, IOException {
    localOnly.check(exchange.getRequestHeaders());
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      throw new Refusal(404, "images are POSTed to " + PATH);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw Refusal.method("POST");
    }
    FrameQuery query = FrameQuery.parse(exchange.getRequestURI().getRawQuery(), classes);
    boolean large = FrameBody.mayBeLarge(exchange);
    if (large && !takeTurn()) {
      FrameBody.passOver(exchange);
      throw Refusal.later("another large image is being read");
    }
    try {
      take(exchange, query);
    } finally {
      if (large) {
        largeOnes.release();
      }
    }
  }

  private boolean takeTurn() {
    try {
      return largeOnes.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void take(HttpExchange exchange, FrameQuery query) throws Refusal, IOException {
    byte[] body = FrameBody.read(exchange, maxImageBytes);
    Waiting.Turn turn = waiting.begin(exchange);
    boolean taken = false;
    try {
      Frame frame = decode(query.id().orElseGet(ids::next), body, query.label());
      inbox.put(new Capture.Image(frame, turn.await()));
      taken = true;
    } finally {
      if (!taken) {
        turn.letGo();
      }
    }
  }

  // One at a time: several large images at once could take the heap.
  private synchronized Frame decode(String id, byte[] body, int label) throws Refusal {
    try {
      return decoder.decode(id, body, label);
    } catch (IOException e) {
      skips.add(id, "unreadable", String.valueOf(e.getMessage()));
      throw new Refusal(400, "the image can't be read: " + e.getMessage());
    }
  }
}

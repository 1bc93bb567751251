package org.cbnet.edge.offload;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.cbnet.edge.clock.EdgeClock;

/**
 * A letter as the body of a request. Where its budget is over when the connection is ready to take
 * it, the request ends without it.
 */
final class TimelyBody implements BodyPublisher {
  private final Letter letter;
  private final EdgeClock clock;

  TimelyBody(Letter letter, EdgeClock clock) {
    this.letter = letter;
    this.clock = clock;
  }

  @Override
  public long contentLength() {
    return letter.payload().length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (letter.isOver(clock.monotonicNanos())) {
      subscriber.onSubscribe(new Nothing());
      subscriber.onError(new TooLateException());
    } else {
      BodyPublishers.ofByteArray(letter.payload()).subscribe(subscriber);
    }
  }

  /** The letter was not sent. */
  static final class TooLateException extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLateException() {
      super("not sent within its budget: there was no connection");
    }
  }

  private static final class Nothing implements Flow.Subscription {
    @Override
    public void request(long n) {
      // There is none.
    }

    @Override
    public void cancel() {
      // It has ended.
    }
  }
}

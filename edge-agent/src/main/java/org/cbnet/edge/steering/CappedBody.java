package org.cbnet.edge.steering;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * Takes a body into a stream, as long as it is no longer than it may be.
 *
 * @param <T> what it becomes
 */
final class CappedBody<T> implements BodySubscriber<T> {
  private final OutputStream out;
  private final long maxBytes;
  private final Supplier<T> finished;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private long bytes;

  CappedBody(OutputStream out, long maxBytes, Supplier<T> finished) {
    this.out = out;
    this.maxBytes = maxBytes;
    this.finished = finished;
  }

  @Override
  public CompletionStage<T> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscribed) {
    subscription = subscribed;
    subscribed.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      bytes += buffer.remaining();
      if (bytes > maxBytes) {
        fail(new TooLargeException(maxBytes));
        return;
      }
      byte[] chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      try {
        out.write(chunk);
      } catch (IOException e) {
        fail(new StorageException(e));
        return;
      }
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    close();
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    try {
      out.close();
      result.complete(finished.get());
    } catch (IOException e) {
      result.completeExceptionally(new StorageException(e));
    }
  }

  private void fail(IOException failure) {
    subscription.cancel();
    close();
    result.completeExceptionally(failure);
  }

  private void close() {
    try {
      out.close();
    } catch (IOException e) {
      // The first failure says more.
    }
  }

  /** More came than was announced or allowed. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLargeException(long maxBytes) {
      super("the answer is longer than %d bytes".formatted(maxBytes));
    }
  }
}

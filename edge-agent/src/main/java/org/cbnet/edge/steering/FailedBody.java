package org.cbnet.edge.steering;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Takes no body, because there is nowhere to put it.
 *
 * @param <T> what it would have become
 */
final class FailedBody<T> implements BodySubscriber<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  FailedBody(IOException failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public CompletionStage<T> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}

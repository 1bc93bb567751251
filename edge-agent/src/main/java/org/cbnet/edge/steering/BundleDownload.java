package org.cbnet.edge.steering;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a bundle over a link that fails now and then: attempt after attempt. */
final class BundleDownload {
  private static final Logger LOG = LoggerFactory.getLogger(BundleDownload.class);
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final BundleFetch fetch;
  private final Duration firstRetry;

  /**
   * @param firstRetry wait after the first failed attempt
   */
  BundleDownload(BundleFetch fetch, Duration firstRetry) {
    this.fetch = fetch;
    this.firstRetry = firstRetry;
  }

  /** A wait that may be cut short. */
  @FunctionalInterface
  interface Wait {
    /** Waits at most so long; whether the bundle is no longer wanted. */
    boolean isOver(long nanos) throws InterruptedException;
  }

  /**
   * Goes on while attempts bring bytes, and for a few that bring none.
   *
   * @param floor lowest version that may run
   * @param onProblem told of every attempt that failed
   * @return empty where the bundle is no longer wanted
   * @throws ReleaseException where another attempt is no use
   * @throws IOException where link or disk failed too often
   */
  Optional<Release> run(String hash, long floor, Wait wait, Consumer<String> onProblem)
      throws IOException, InterruptedException {
    BackOff backOff = new BackOff(firstRetry, LONGEST_RETRY, new SplittableRandom());
    long most = 0;
    while (true) {
      try {
        return Optional.of(fetch.attempt(hash, floor).release());
      } catch (ReleaseException | StorageException e) {
        throw e;
      } catch (IOException e) {
        long bytes = fetch.progressBytes(hash);
        if (bytes > most) {
          most = bytes;
          backOff.reset();
        } else if (backOff.attempts() + 1 >= ATTEMPTS) {
          throw new IOException("download: " + e.getMessage(), e);
        }
        LOG.atWarn()
            .addKeyValue("modelHash", hash)
            .addKeyValue("reason", e.getMessage())
            .log("the bundle did not come whole, the next attempt goes on");
        onProblem.accept(e.getMessage());
        if (wait.isOver(backOff.nextNanos())) {
          return Optional.empty();
        }
      }
    }
  }
}

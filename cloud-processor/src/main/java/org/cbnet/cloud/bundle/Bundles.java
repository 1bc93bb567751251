package org.cbnet.cloud.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.bundle.RefusedException.Reason;

/**
 * The bundles that devices can fetch: the same in every instance. Safe for several threads; close
 * it in the end.
 */
public final class Bundles implements AutoCloseable {
  private static final long CHANGE_WITHIN_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BundleTopic topic;
  private final Staging staging;
  private final BundleVerifier verifier;
  private final BundleUse use;
  private final AuditLog audit;
  private final InstantSource clock;
  private final int maxCount;
  private final ReentrantLock publishing = new ReentrantLock();

  Bundles(
      BundleTopic topic,
      Staging staging,
      BundleVerifier verifier,
      BundleUse use,
      AuditLog audit,
      InstantSource clock,
      int maxCount) {
    this.topic = Objects.requireNonNull(topic, "topic is null");
    this.staging = Objects.requireNonNull(staging, "staging is null");
    this.verifier = Objects.requireNonNull(verifier, "verifier is null");
    this.use = Objects.requireNonNull(use, "use is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.maxCount = maxCount;
  }

  /** Every bundle that can be fetched here, in order of the hashes. */
  public List<Bundle> list() {
    requireCaughtUp();
    try {
      return topic.mirror().whole();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bundle, if it is published; its files may still be on their way to this instance. */
  public Optional<Bundle> find(String hash) {
    requireCaughtUp();
    return topic.mirror().catalogue().find(hash);
  }

  /**
   * The copy of a file of a bundle.
   *
   * @throws BundlesUnavailableException where it is damaged; it is fetched again
   */
  public Path open(BundleFile file) {
    try {
      return topic
          .mirror()
          .files()
          .find(file)
          .orElseThrow(
              () -> {
                topic.checkCopies();
                return new BundlesUnavailableException(
                    file.name() + " is being fetched from the broker");
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was uploaded of a bundle to this instance and is not published. */
  public List<BundleFile> staged(String hash) throws IOException {
    return staging.files(hash);
  }

  /** Takes a file of a bundle in, as {@link Staging#put} does. */
  public BundleFile stage(String hash, String name, InputStream content)
      throws IOException, RefusedException {
    return staging.put(hash, name, content);
  }

  /**
   * Publishes what was uploaded, once all of it is right.
   *
   * @return as it is from now on, in every instance
   * @throws RefusedException where something is missing or wrong, or there are too many
   */
  public Bundle publish(String hash, Principal principal) throws IOException, RefusedException {
    publishing.lock();
    try {
      long micros = TimeUnit.MILLISECONDS.toMicros(clock.millis());
      Path folder = staging.folder(hash);
      Bundle bundle = verifier.verify(hash, folder, principal.name(), micros);
      Map<String, Path> sources = new HashMap<>();
      bundle.files().forEach(file -> sources.put(file.sha256(), folder.resolve(file.name())));
      Catalogue before = topic.mirror().catalogue();
      Catalogue after = change(now -> new CatalogueChange.Outcome(added(now, bundle), sources));
      audit(principal, "bundle.publish", hash, before, after);
      staging.drop(hash);
      return after.find(hash).orElse(bundle);
    } catch (RefusedException e) {
      audit.record(principal, "bundle.publish", hash, null, null, AuditLog.Outcome.REFUSED);
      throw e;
    } finally {
      publishing.unlock();
    }
  }

  /**
   * Removes a bundle and what was uploaded of it.
   *
   * @return whether there was any of it
   * @throws RefusedException where something still names it
   */
  public boolean delete(String hash, Principal principal) throws IOException, RefusedException {
    Catalogue before = topic.mirror().catalogue();
    if (find(hash).isEmpty()) {
      return staging.drop(hash);
    }
    try {
      Catalogue after = change(now -> new CatalogueChange.Outcome(removed(now, hash), Map.of()));
      audit(principal, "bundle.delete", hash, before, after);
      staging.drop(hash);
      return true;
    } catch (RefusedException e) {
      audit.record(principal, "bundle.delete", hash, null, null, AuditLog.Outcome.REFUSED);
      throw e;
    }
  }

  @Override
  public void close() {
    topic.close();
  }

  private Catalogue added(Catalogue now, Bundle bundle) throws RefusedException {
    Optional<Bundle> there = now.find(bundle.hash());
    if (there.isPresent() && there.get().files().equals(bundle.files())) {
      return now;
    }
    if (there.isPresent() && there.get().version() > bundle.version()) {
      throw new RefusedException(
          Reason.CONFLICT,
          "the bundle is there as version %d, uploaded is %d: sign it with a higher one"
              .formatted(there.get().version(), bundle.version()));
    }
    if (there.isEmpty() && now.bundles().size() >= maxCount) {
      throw new RefusedException(
          Reason.CONFLICT,
          "there are %d bundles, kept are %d: delete one, or raise bundles.max-count"
              .formatted(now.bundles().size(), maxCount));
    }
    return now.with(bundle);
  }

  private Catalogue removed(Catalogue now, String hash) throws RefusedException {
    Optional<String> user = use.userOf(hash);
    if (user.isPresent()) {
      throw new RefusedException(
          Reason.CONFLICT,
          "the bundle is named by the %s: change that first".formatted(user.get()));
    }
    return now.find(hash).isPresent() ? now.without(hash) : now;
  }

  private Catalogue change(CatalogueChange change) throws RefusedException {
    requireCaughtUp();
    try {
      return topic.change(change).get(CHANGE_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new BundlesUnavailableException("bundles can't be written: " + e.getCause(), e);
    } catch (TimeoutException | CancellationException e) {
      throw new BundlesUnavailableException("bundles can't be written now", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BundlesUnavailableException("interrupted", e);
    }
  }

  private void requireCaughtUp() {
    if (!topic.isCaughtUp()) {
      throw new BundlesUnavailableException("bundles are being read from the broker");
    }
  }

  private void audit(
      Principal principal, String action, String hash, Catalogue before, Catalogue after) {
    audit.record(
        principal,
        action,
        hash,
        before.find(hash).map(Bundles::json).orElse(null),
        after.find(hash).map(Bundles::json).orElse(null),
        AuditLog.Outcome.DONE);
  }

  private static String json(Bundle bundle) {
    try {
      return JSON.writeValueAsString(bundle);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

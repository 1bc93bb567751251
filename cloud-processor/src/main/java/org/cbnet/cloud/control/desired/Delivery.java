package org.cbnet.cloud.control.desired;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cbnet.cloud.control.registry.Registry;
import org.cbnet.cloud.control.table.UnavailableException;
import org.cbnet.cloud.state.ResolvedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands devices their desired state, and holds their requests while nothing changes.
 *
 * <p>One thread looks after all requests, so that thousands cost no thread each; another one writes
 * new revisions, many devices in one transaction. Safe for several threads; close it in the end.
 */
public final class Delivery implements AutoCloseable {
  /** Requests held at a time; each costs some hundred bytes and a connection. */
  public static final int MAX_HELD = 50_000;

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int MAX_BATCH = 500;
  private static final Duration TICK = Duration.ofMillis(250);
  // Beyond the wait a device goes on listening for 15 s: time for a revision to be written.
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final ServedDevices served;
  private final Revisions revisions;
  private final Expiries expiries;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(daemon("desired"));
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(daemon("desired-writer"));
  private final Future<?> ticks;
  private final AtomicBoolean lookAtAll = new AtomicBoolean();
  // Of the looking thread alone.
  private final Map<String, Waiter> held = new HashMap<>();
  private final Set<String> unsettled = new LinkedHashSet<>();
  private boolean writing;

  /**
   * @param overlay what is wanted by a rule
   * @param enforce whether devices without an entry in the registry get nothing
   */
  public Delivery(
      ControlTables tables, Registry registry, Overlay overlay, boolean enforce, Clock clock) {
    this.served = new ServedDevices(registry, enforce);
    this.revisions = new Revisions(tables, overlay, clock);
    this.expiries = new Expiries(tables.desired(), clock);
    tables.registry().listen(this::changed);
    tables.resolved().listen(this::changed);
    tables.desired().listen(this::changed);
    overlay.listen(this::allMayHaveChanged);
    ticks =
        looker.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Asks for a device's state.
   *
   * @param known tag of the state that it has
   * @param wait how long the answer may take while there is no other state
   * @return the state; nothing where it is still the one known. Fails with {@link
   *     NotServedException}, {@link TooManyException} or {@link UnavailableException}
   */
  public CompletableFuture<Optional<Signed>> ask(
      String deviceId, Optional<String> known, Duration wait, ControlKey key) {
    CompletableFuture<Optional<ResolvedState>> answer = new CompletableFuture<>();
    Waiter waiter = new Waiter(deviceId, known, System.nanoTime() + wait.toNanos(), answer);
    looker.execute(() -> hold(waiter));
    // Not on the looking thread: a signature takes longer than a look.
    return answer.thenApplyAsync(told -> told.map(state -> Signed.of(state, key)));
  }

  /**
   * Shows what a device was told, and changes nothing by it: no revision is written, and the
   * device's own request is held on.
   *
   * @return nothing where the device has not asked since its state changed
   * @throws NotServedException where it is not told anything
   */
  public Optional<Signed> shown(String deviceId, ControlKey key) {
    served.check(deviceId);
    return revisions.settled(deviceId).map(state -> Signed.of(state, key));
  }

  private void hold(Waiter waiter) {
    if (held.size() >= MAX_HELD) {
      waiter.answer().completeExceptionally(new TooManyException(MAX_HELD));
      return;
    }
    Waiter before = held.put(waiter.deviceId(), waiter);
    if (before != null) {
      // The device has given that connection up.
      before.answer().complete(Optional.empty());
    }
    look(waiter);
  }

  private void changed(Set<String> keys) {
    try {
      if (keys.stream().allMatch(Level::isDevice)) {
        looker.execute(() -> keys.forEach(this::look));
      } else {
        allMayHaveChanged();
      }
    } catch (RejectedExecutionException e) {
      // Closed meanwhile.
    }
  }

  private void allMayHaveChanged() {
    try {
      if (lookAtAll.compareAndSet(false, true)) {
        looker.execute(this::lookAtAll);
      }
    } catch (RejectedExecutionException e) {
      // Closed meanwhile.
    }
  }

  private void lookAtAll() {
    lookAtAll.set(false);
    List.copyOf(held.values()).forEach(this::look);
  }

  private void look(String deviceId) {
    Optional.ofNullable(held.get(deviceId)).ifPresent(this::look);
  }

  private void look(Waiter waiter) {
    try {
      answer(waiter);
    } catch (RuntimeException e) {
      fail(waiter, e);
    }
  }

  private void answer(Waiter waiter) {
    served.check(waiter.deviceId());
    Optional<ResolvedState> settled = revisions.settled(waiter.deviceId());
    long now = System.nanoTime();
    if (settled.isEmpty()) {
      if (waiter.isOver(now - SLACK.toNanos())) {
        throw new UnavailableException("a new revision can't be written");
      }
      unsettled.add(waiter.deviceId());
      write();
    } else if (waiter.differs(settled.get())) {
      held.remove(waiter.deviceId());
      waiter.answer().complete(settled);
    } else if (waiter.isOver(now)) {
      held.remove(waiter.deviceId());
      waiter.answer().complete(Optional.empty());
    }
  }

  private void fail(Waiter waiter, RuntimeException reason) {
    held.remove(waiter.deviceId(), waiter);
    waiter.answer().completeExceptionally(reason);
  }

  /** Lets the other thread write what is to be written, one batch at a time. */
  private void write() {
    if (writing || unsettled.isEmpty()) {
      return;
    }
    writing = true;
    List<String> batch = unsettled.stream().limit(MAX_BATCH).toList();
    batch.forEach(unsettled::remove);
    writer.execute(() -> settle(batch));
  }

  private void settle(List<String> batch) {
    Optional<RuntimeException> failure = Optional.empty();
    try {
      revisions.settle(batch);
    } catch (RuntimeException e) {
      LOG.warn("new revisions can't be written count={} reason={}", batch.size(), e.getMessage());
      failure = Optional.of(e);
    }
    Optional<RuntimeException> reason = failure;
    try {
      looker.execute(() -> settled(batch, reason));
    } catch (RejectedExecutionException e) {
      // Closed meanwhile.
    }
  }

  private void settled(List<String> batch, Optional<RuntimeException> failure) {
    writing = false;
    for (String deviceId : batch) {
      Waiter waiter = held.get(deviceId);
      if (waiter != null && failure.isPresent()) {
        fail(waiter, failure.get());
      } else if (waiter != null) {
        look(waiter);
      }
    }
    write();
  }

  /** Ends waits that are over, and looks again where a state has expired. */
  private void tick() {
    long now = System.nanoTime();
    if (expiries.hasPassed()) {
      lookAtAll();
      return;
    }
    held.values().stream().filter(waiter -> waiter.isOver(now)).toList().forEach(this::look);
  }

  /** Ends the requests that are held: whoever is held asks another instance. */
  @Override
  public void close() {
    ticks.cancel(false);
    writer.shutdownNow();
    looker.execute(
        () ->
            held.values()
                .forEach(
                    waiter ->
                        waiter
                            .answer()
                            .completeExceptionally(
                                new UnavailableException("this instance ends"))));
    looker.shutdown();
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}

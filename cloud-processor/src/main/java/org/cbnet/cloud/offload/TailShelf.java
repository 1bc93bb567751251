package org.cbnet.cloud.offload;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails that are open, the most used ones: opened by a thread of its own, so that no worker waits
 * for another tail's opening. Safe for several threads; calls its listener from that thread.
 */
final class TailShelf implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TailShelf.class);
  private static final int MOST_REFUSALS = 1_000;

  private final int most;
  private final TailOpener opener;
  private final Listener listener;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "offload-opener");
            made.setDaemon(true);
            return made;
          });
  private final Map<TailKey, OpenTail> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<TailKey> opening = new HashSet<>();
  private final Map<TailKey, Refusal> refusals = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /** Learns what became of tails that were wanted. */
  interface Listener {
    void opened(TailKey key);

    void refused(TailKey key, Refusal why);
  }

  /**
   * @param most tails that are open
   */
  TailShelf(int most, TailOpener opener, Listener listener) {
    this.most = most;
    this.opener = Objects.requireNonNull(opener, "opener is null");
    this.listener = Objects.requireNonNull(listener, "listener is null");
  }

  /** An open tail; it may be dismissed at any time. */
  synchronized Optional<OpenTail> find(TailKey key) {
    return Optional.ofNullable(open.get(key));
  }

  /** Why a tail can't be opened, where that was tried. */
  synchronized Optional<Refusal> refusal(TailKey key) {
    return Optional.ofNullable(refusals.get(key));
  }

  /** Has a tail opened where it is not; the listener hears of it. */
  synchronized void want(TailKey key) {
    if (!closed && !open.containsKey(key) && opening.add(key)) {
      thread.execute(() -> make(key));
    }
  }

  /** Runs something where it holds up nobody but tails that are not open yet. */
  synchronized void aside(Runnable task) {
    if (!closed) {
      thread.execute(task);
    }
  }

  synchronized int size() {
    return open.size();
  }

  private void make(TailKey key) {
    try {
      put(key, opener.open(key));
      listener.opened(key);
    } catch (RefusedException e) {
      refuse(key, e.refusal());
    } catch (RuntimeException e) {
      LOG.error("a tail could not be opened modelHash={} cut={}", key.bundleHash(), key.cut(), e);
      refuse(key, Refusal.unable("internal", "the tail can't be opened: " + e));
    }
  }

  private synchronized void put(TailKey key, OpenTail tail) {
    opening.remove(key);
    if (closed) {
      tail.dismiss();
      return;
    }
    open.put(key, tail);
    if (open.size() > most) {
      TailKey oldest = open.keySet().iterator().next();
      open.remove(oldest).dismiss();
    }
  }

  private void refuse(TailKey key, Refusal why) {
    synchronized (this) {
      opening.remove(key);
      refusals.put(key, why);
      if (refusals.size() > MOST_REFUSALS) {
        refusals.remove(refusals.keySet().iterator().next());
      }
    }
    listener.refused(key, why);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      open.values().forEach(OpenTail::dismiss);
      open.clear();
    }
    thread.shutdown();
  }
}

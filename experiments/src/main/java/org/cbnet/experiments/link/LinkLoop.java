package org.cbnet.experiments.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that moves all bytes of all links, woken by sockets, commands and the alarm. */
final class LinkLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);

  // The alarm goes off so early that three of five awakenings come in time; what is left is spun
  // away. Where even more is needed, cores are short, and to spin would make that worse.
  private static final long LEAST_LEAD_NANOS = 50_000;
  private static final long MOST_LEAD_NANOS = 300_000;
  private static final long EARLIER_NANOS = 3_000;
  private static final long LATER_NANOS = 2_000;

  /** What a selected key's attachment does. */
  @FunctionalInterface
  interface Ready {
    void ready(long now) throws IOException;
  }

  private final LongSupplier clock;
  private final Selector selector;
  private final Alarm alarm;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final List<LinkCore> links = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LaneProfile.MOST_BYTES);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private long lead = MOST_LEAD_NANOS / 2;
  private volatile boolean closed;

  LinkLoop(String name, LongSupplier clock) throws IOException {
    this.clock = clock;
    this.selector = Selector.open();
    this.alarm = new Alarm(name + "-alarm", clock, selector::wakeup);
    Thread thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Has the loop's thread do something, and waits for it; nothing is done once it is closed. */
  void call(Runnable command) {
    try {
      CompletableFuture.anyOf(CompletableFuture.runAsync(command, this::execute), ended).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a link failed: " + e.getCause(), e.getCause());
    }
  }

  void add(LinkCore link) {
    links.add(link);
  }

  void remove(LinkCore link) {
    links.remove(link);
    link.close();
  }

  long now() {
    return clock.getAsLong();
  }

  Selector selector() {
    return selector;
  }

  ByteBuffer buffer() {
    return buffer;
  }

  void complain(String what, Exception e) {
    LOG.warn("link: {}: {}", what, e.toString());
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    ended.join();
  }

  private void execute(Runnable command) {
    commands.add(command);
    selector.wakeup();
  }

  private void run() {
    try {
      while (!closed) {
        obey();
        await(reach());
      }
    } catch (IOException e) {
      complain("selecting failed", e);
    } finally {
      List.copyOf(links).forEach(this::remove);
      Sockets.close(selector);
      alarm.close();
      ended.complete(null);
    }
  }

  private void obey() {
    for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
      next.run();
    }
  }

  private long reach() {
    long next = LinkTime.NEVER;
    for (LinkCore link : links) {
      link.reach(now());
      next = Math.min(next, link.next());
    }
    return next;
  }

  private void await(long next) throws IOException {
    if (next - now() > lead) {
      long wake = next == LinkTime.NEVER ? next : next - lead;
      alarm.set(wake);
      selector.select(this::handle);
      learn(now() - wake);
      return;
    }
    while (selector.selectNow(this::handle) == 0 && now() < next) {
      Thread.onSpinWait();
    }
  }

  private void learn(long late) {
    if (late > lead) {
      lead = Math.min(MOST_LEAD_NANOS, lead + EARLIER_NANOS);
    } else if (late >= 0) {
      lead = Math.max(LEAST_LEAD_NANOS, lead - LATER_NANOS);
    }
  }

  private void handle(SelectionKey key) {
    try {
      ((Ready) key.attachment()).ready(now());
    } catch (IOException e) {
      complain("a connection failed", e);
    }
  }
}

package org.cbnet.edge.health;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/** Keeps the last warnings and errors of the log, for whoever asks. Safe for several threads. */
public final class RecentTrouble extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final int KEPT = 20;
  private static final int MAX_CHARS = 500;

  private final UnaryOperator<String> withoutSecrets;
  private final Deque<Map<String, String>> kept = new ArrayDeque<>();

  private RecentTrouble(UnaryOperator<String> withoutSecrets) {
    this.withoutSecrets = withoutSecrets;
  }

  /**
   * Begins to listen.
   *
   * @param withoutSecrets takes out of a text what must not leave the process
   */
  public static RecentTrouble listen(UnaryOperator<String> withoutSecrets) {
    RecentTrouble trouble = new RecentTrouble(withoutSecrets);
    if (root() instanceof Logger logback) {
      trouble.setContext(logback.getLoggerContext());
      trouble.start();
      logback.addAppender(trouble);
    }
    return trouble;
  }

  /** What is kept, oldest first. */
  public List<Map<String, String>> entries() {
    synchronized (kept) {
      return List.copyOf(kept);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return;
    }
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> text.append(' ').append(pair));
    }
    String whole = withoutSecrets.apply(text.toString());
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("at", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    entry.put("level", event.getLevel().toString());
    entry.put("event", whole.length() > MAX_CHARS ? whole.substring(0, MAX_CHARS) : whole);
    synchronized (kept) {
      if (kept.size() == KEPT) {
        kept.remove();
      }
      kept.add(entry);
    }
  }

  @Override
  public void close() {
    if (root() instanceof Logger logback) {
      logback.detachAppender(this);
    }
    stop();
  }

  private static org.slf4j.Logger root() {
    return LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}

package org.cbnet.cloud.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has logged in on the page of this instance. A session ends after twelve hours, with its
 * token, or when a thousand younger ones have come. Safe for several threads.
 */
public final class Sessions {
  /** How long one lasts. */
  public static final Duration VALID = Duration.ofHours(12);

  private static final int MAX_SESSIONS = 1_000;
  private static final int ID_BYTES = 32;

  private final Tokens tokens;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  // In order of their start, so the first one is the first to end. By hash: who reads this
  // memory, in a dump of it, can't use what is found.
  private final Map<TokenHash, Session> sessions = new LinkedHashMap<>();

  public Sessions(Tokens tokens, Clock clock) {
    this.tokens = Objects.requireNonNull(tokens, "tokens is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  private record Session(Token token, Instant ends) {}

  /** Begins one; returns its id, which is as secret as the token. */
  public synchronized String begin(Token token) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sessions.put(TokenHash.of(id), new Session(token, clock.instant().plus(VALID)));
    trim();
    return id;
  }

  private void trim() {
    Instant now = clock.instant();
    Iterator<Session> oldestFirst = sessions.values().iterator();
    while (oldestFirst.hasNext()) {
      boolean over = !now.isBefore(oldestFirst.next().ends());
      if (!over && sessions.size() <= MAX_SESSIONS) {
        return;
      }
      oldestFirst.remove();
    }
  }

  /** Whose session it is; nothing where it is none, or over. */
  public Optional<Principal> find(String id) {
    TokenHash hash = TokenHash.of(id);
    Session session;
    synchronized (this) {
      session = sessions.get(hash);
    }
    Optional<Principal> principal =
        Optional.ofNullable(session)
            .filter(found -> clock.instant().isBefore(found.ends()))
            .flatMap(found -> tokens.again(found.token()))
            .map(Token::principal);
    if (session != null && principal.isEmpty()) {
      end(id);
    }
    return principal;
  }

  /** Ends one, if there is one. */
  public synchronized void end(String id) {
    sessions.remove(TokenHash.of(id));
  }

  synchronized int count() {
    return sessions.size();
  }
}

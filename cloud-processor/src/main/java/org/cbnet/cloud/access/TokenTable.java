package org.cbnet.cloud.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.control.table.Change;
import org.cbnet.cloud.control.table.ConflictException;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.control.table.UnavailableException;
import org.cbnet.cloud.start.StartException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.AccessToken;

/**
 * The tokens of a cloud, in a topic that every instance reads whole. Whoever may write that topic
 * is an administrator. Safe for several threads; close it in the end.
 *
 * <p>Reading throws {@link UnavailableException} until the topic was read once.
 */
public final class TokenTable implements Tokens, AutoCloseable {
  private static final Duration READ_WITHIN = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ControlTable<AccessToken> table;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private TokenTable(ControlTable<AccessToken> table, Clock clock) {
    this.table = table;
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * Opens it and reads it to its end.
   *
   * @throws StartException where the broker is away, or the topic can't be read
   */
  public static TokenTable open(TableSettings settings, Clock clock) throws StartException {
    ControlTable<AccessToken> table = ControlTable.open(Topics.ACCESS_TOKENS, settings);
    long deadline = System.nanoTime() + READ_WITHIN.toNanos();
    try {
      while (table.obstacle().isPresent() && System.nanoTime() < deadline) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (table.obstacle().isPresent()) {
      table.close();
      throw new StartException("topic %s can't be read".formatted(Topics.ACCESS_TOKENS.name()));
    }
    return new TokenTable(table, clock);
  }

  @Override
  public boolean required() {
    return table.read(rows -> !rows.isEmpty());
  }

  @Override
  public Optional<Token> find(String name) {
    return table
        .get(name)
        .map(Entry::value)
        .filter(this::isValid)
        .flatMap(kept -> Role.of(kept.getRole()).map(role -> token(name, role, kept)));
  }

  private static Token token(String name, Role role, AccessToken kept) {
    return new Token(
        new Principal(name, role, role == Role.DEVICE ? kept.getDeviceId() : null),
        new TokenHash(kept.getHash()),
        instant(kept.getExpiresAtMicros()));
  }

  private boolean isValid(AccessToken kept) {
    return kept.getRevokedAtMicros() == null
        && clock.instant().isBefore(instant(kept.getExpiresAtMicros()));
  }

  /**
   * Makes a token; the only time that it is shown.
   *
   * @param principal its name, role and device
   * @param valid for how long
   * @param createdBy who asks for it
   * @throws TokenExistsException where there is a valid one of that name
   */
  public TokenText create(Principal principal, Duration valid, String createdBy) {
    Optional<Entry<AccessToken>> before = table.get(principal.name());
    if (before.map(Entry::value).filter(this::isValid).isPresent()) {
      throw new TokenExistsException(principal.name());
    }
    TokenText text = TokenText.fresh(principal.name(), random);
    AccessToken kept =
        AccessToken.newBuilder()
            .setHash(text.hash().hex())
            .setRole(principal.role().id())
            .setDeviceId(principal.deviceId())
            .setCreatedAtMicros(micros(clock.instant()))
            .setCreatedBy(createdBy)
            .setExpiresAtMicros(micros(clock.instant().plus(valid)))
            .build();
    try {
      table.put(principal.name(), kept, before.map(Entry::revision).orElse(Change.ABSENT));
    } catch (ConflictException e) {
      throw new TokenExistsException(principal.name());
    }
    return text;
  }

  /** Ends a token at once; false where there is no valid one of that name. */
  public boolean revoke(String name) {
    Optional<Entry<AccessToken>> entry = table.get(name).filter(found -> isValid(found.value()));
    entry.ifPresent(
        found ->
            table.put(
                name,
                AccessToken.newBuilder(found.value())
                    .setRevokedAtMicros(micros(clock.instant()))
                    .build(),
                found.revision()));
    return entry.isPresent();
  }

  /** All that were ever made, in order of their names. */
  public List<TokenEntry> list() {
    return table.all().entrySet().stream()
        .map(row -> entry(row.getKey(), row.getValue().value()))
        .toList();
  }

  /** One of them as it is listed, if it was ever made. */
  public Optional<TokenEntry> entry(String name) {
    return table.get(name).map(found -> entry(name, found.value()));
  }

  private TokenEntry entry(String name, AccessToken kept) {
    String state =
        kept.getRevokedAtMicros() != null ? "revoked" : isValid(kept) ? "valid" : "expired";
    return new TokenEntry(
        name,
        kept.getRole(),
        kept.getDeviceId(),
        state,
        instant(kept.getExpiresAtMicros()).truncatedTo(ChronoUnit.SECONDS).toString(),
        kept.getCreatedBy());
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  @Override
  public void close() {
    table.close();
  }
}

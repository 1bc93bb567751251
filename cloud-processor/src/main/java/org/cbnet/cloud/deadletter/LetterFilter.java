package org.cbnet.cloud.deadletter;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which dead letters are meant; what is empty leaves all.
 *
 * @param reason code
 * @param deviceId device
 * @param topic that the record came from
 * @param from append time of the record, included
 * @param to append time of the record, not included
 */
public record LetterFilter(
    Optional<String> reason,
    Optional<String> deviceId,
    Optional<String> topic,
    Optional<Instant> from,
    Optional<Instant> to) {

  public LetterFilter {
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(deviceId, "deviceId is null");
    Objects.requireNonNull(topic, "topic is null");
    Objects.requireNonNull(from, "from is null");
    Objects.requireNonNull(to, "to is null");
  }

  /** All letters. */
  public static LetterFilter all() {
    return new LetterFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean matches(LetterView letter) {
    return reason.map(letter.reason()::equals).orElse(true)
        && deviceId.map(id -> id.equals(letter.deviceId())).orElse(true)
        && topic.map(letter.topic()::equals).orElse(true)
        && from.map(time -> !appended(letter).isBefore(time)).orElse(true)
        && to.map(time -> appended(letter).isBefore(time)).orElse(true);
  }

  private static Instant appended(LetterView letter) {
    return letter.appendedAt() == null ? Instant.EPOCH : Instant.parse(letter.appendedAt());
  }
}

package org.cbnet.edge.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One key of the configuration: how its text is read and what is allowed.
 *
 * @param key as in the file, with dots
 * @param allowed what may stand there, for people
 * @param parse text to value; throws IllegalArgumentException where the text is none
 * @param test whether the value is allowed
 */
record Setting<T>(String key, String allowed, Function<String, T> parse, Predicate<T> test) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  /** What is an identity on the wire. */
  static Setting<String> name(String key) {
    return matching(key, NAME.pattern(), NAME);
  }

  static Setting<String> matching(String key, String allowed, Pattern pattern) {
    return new Setting<>(
        key, allowed, Function.identity(), value -> pattern.matcher(value).matches());
  }

  /** One of a set that another type knows; its complaint names the choices. */
  static <T> Setting<T> choice(String key, String allowed, Function<String, T> parse) {
    return new Setting<>(key, allowed, parse, value -> true);
  }

  /** A constant of an enum, by its name in kebab case. */
  static <E extends Enum<E>> Setting<E> oneOf(String key, Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    return new Setting<>(
        key,
        "one of " + all.stream().map(Setting::print).collect(Collectors.joining(", ")),
        text ->
            all.stream()
                .filter(constant -> print(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text)),
        value -> true);
  }

  static Setting<Integer> whole(String key, int min, int max) {
    return new Setting<>(
        key,
        "a whole number from %d to %d".formatted(min, max),
        Integer::valueOf,
        value -> value >= min && value <= max);
  }

  static Setting<Long> bytes(String key, long min, long max) {
    return new Setting<>(
        key,
        "a whole number of bytes from %d to %d".formatted(min, max),
        Long::valueOf,
        value -> value >= min && value <= max);
  }

  static Setting<Double> number(String key, double min, double max) {
    return new Setting<>(
        key,
        String.format(Locale.ROOT, "a number from %s to %s", min, max),
        Double::valueOf,
        value -> value >= min && value <= max);
  }

  static Setting<Duration> duration(String key, Duration min, Duration max) {
    return new Setting<>(
        key,
        "a duration from %s to %s".formatted(print(min), print(max)),
        Setting::parseDuration,
        value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
  }

  static Setting<Boolean> flag(String key) {
    return new Setting<>(key, "true or false", Setting::parseFlag, value -> true);
  }

  /** Reads the text that stands at the key. */
  T read(String text) {
    T value;
    try {
      value = parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw refusal(text);
    }
    return check(value);
  }

  /** The value where it is allowed. */
  T check(T value) {
    if (value == null || !test.test(value)) {
      throw refusal(value instanceof Duration duration ? print(duration) : String.valueOf(value));
    }
    return value;
  }

  Optional<T> check(Optional<T> value) {
    return value.map(this::check);
  }

  /** A duration as it is written in the file, exact to the millisecond. */
  static String print(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** A constant as it is written in the file: {@code DROP_OLDEST} as {@code drop-oldest}. */
  static String print(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private ConfigException refusal(String found) {
    return new ConfigException(
        "%s must be %s: %s".formatted(key, allowed, Secrets.shown(key, found)));
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(e);
      }
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static Boolean parseFlag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException(text);
  }
}

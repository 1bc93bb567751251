package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.Dimension;
import org.cbnet.cloud.stats.WindowSize;

/** Reads the parameters of a request; each refusal names the parameter and what it may be. */
final class Parameters {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  // An empty one is asked for, too: what has no run has an empty run.
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._@+-]{0,64}");
  private static final Pattern STRATEGY = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  private final Context context;

  private Parameters(Context context) {
    this.context = context;
  }

  /** The parameters of a request; that there are no others was checked by {@link #refuseOthers}. */
  static Parameters of(Context context) {
    return new Parameters(context);
  }

  /** Refuses a parameter that an operation does not have. */
  static void refuseOthers(Context context, Set<String> allowed) {
    Set<String> unknown = new TreeSet<>(context.queryParamMap().keySet());
    unknown.removeAll(allowed);
    if (!unknown.isEmpty()) {
      throw new BadParameterException(
          "unknown parameter '%s': this path takes %s"
              .formatted(
                  unknown.iterator().next(),
                  allowed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(allowed))));
    }
  }

  int limit(int otherwise, int most) {
    String text = context.queryParam("limit");
    if (text == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below like any other value out of range.
    }
    throw new BadParameterException("limit must be in [1, %d]: '%s'".formatted(most, text));
  }

  /** Whether 'stale' is left out or true. */
  Copies stale() {
    String text = context.queryParam("stale");
    if (text == null || text.equals("true")) {
      return Copies.ALLOWED;
    }
    if (text.equals("false")) {
      return Copies.REFUSED;
    }
    throw new BadParameterException("stale must be true or false: '%s'".formatted(text));
  }

  /** A page's token; what is in it is looked at where it was made. */
  Optional<String> token(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  Optional<String> id(String name) {
    return matching(name, ID);
  }

  Optional<String> strategy(String name) {
    return matching(name, STRATEGY);
  }

  private Optional<String> matching(String name, Pattern pattern) {
    Optional<String> value = Optional.ofNullable(context.queryParam(name));
    value
        .filter(text -> !pattern.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new BadParameterException(
                  "%s must match %s: '%s'".formatted(name, pattern.pattern(), text));
            });
    return value;
  }

  Instant time(String name, Instant otherwise) {
    String text = context.queryParam(name);
    return text == null ? otherwise : Times.parse(name, text);
  }

  WindowSize window() {
    String text = context.queryParam("window");
    return text == null
        ? WindowSize.MINUTE
        : WindowSize.of(text)
            .orElseThrow(
                () -> new BadParameterException("window must be 1m or 1h: '%s'".formatted(text)));
  }

  /** Values of dimensions, by the names of the dimensions. */
  Map<Dimension, String> where() {
    Map<Dimension, String> where = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      matching(dimension.id(), VALUE).ifPresent(value -> where.put(dimension, value));
    }
    return where;
  }

  /** Whether rows are told apart by device, which goes with nothing else. */
  boolean byDevice() {
    String text = context.queryParam("groupBy");
    if (text == null || !Arrays.asList(text.split(",", -1)).contains("device")) {
      return false;
    }
    if (!text.equals("device") || !where().isEmpty()) {
      throw new BadParameterException(
          "groupBy=device goes with no other dimension: windows of a device are not told apart by"
              + " them");
    }
    return true;
  }

  Set<Dimension> groupBy() {
    Set<Dimension> dimensions = new TreeSet<>();
    String text = context.queryParam("groupBy");
    if (text == null || text.isEmpty()) {
      return dimensions;
    }
    for (String id : text.split(",", -1)) {
      dimensions.add(
          Dimension.of(id)
              .orElseThrow(
                  () ->
                      new BadParameterException(
                          "groupBy must be of %s: '%s'".formatted(Dimension.ids(), id))));
    }
    return dimensions;
  }
}

package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cbnet.cloud.query.Dimension;
import org.cbnet.cloud.stats.WindowSize;

/** Reads the parameters of a request; each refusal names the parameter and what it may be. */
final class Parameters {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern STRATEGY = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  private final Context context;

  private Parameters(Context context) {
    this.context = context;
  }

  /** The parameters of a request that may have these and no others. */
  static Parameters of(Context context, String... allowed) {
    Set<String> unknown = new TreeSet<>(context.queryParamMap().keySet());
    Set<String> known = new TreeSet<>(Set.of(allowed));
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new BadParameterException(
          "unknown parameter '%s': this path takes %s"
              .formatted(
                  unknown.iterator().next(), known.isEmpty() ? "none" : String.join(", ", known)));
    }
    return new Parameters(context);
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
    if (text == null) {
      return otherwise;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadParameterException(
          "%s must be a time such as 2026-03-01T12:00:00Z: '%s'".formatted(name, text));
    }
  }

  WindowSize window() {
    String text = context.queryParam("window");
    return text == null
        ? WindowSize.MINUTE
        : WindowSize.of(text)
            .orElseThrow(
                () -> new BadParameterException("window must be 1m or 1h: '%s'".formatted(text)));
  }

  Set<Dimension> groupBy() {
    Set<Dimension> dimensions = new TreeSet<>();
    String text = context.queryParam("groupBy");
    if (text == null || text.isEmpty()) {
      return dimensions;
    }
    for (String id : text.split(",", -1)) {
      if (id.equals("device")) {
        throw new BadParameterException(
            "groupBy=device is not kept by window: ask /api/v1/devices/{id} for one device");
      }
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

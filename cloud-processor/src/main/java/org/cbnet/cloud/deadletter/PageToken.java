package org.cbnet.cloud.deadletter;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a page ends: the first offset that was shown, by partition, as text. */
final class PageToken {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,9}:[0-9]{1,18})(,[0-9]{1,9}:[0-9]{1,18})*");

  private PageToken() {}

  static String of(Map<Integer, Long> before) {
    return new TreeMap<>(before)
        .entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue())
            .collect(Collectors.joining(","));
  }

  /** Reads it; nothing where it is none. */
  static Optional<Map<Integer, Long>> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    Map<Integer, Long> before = new TreeMap<>();
    for (String each : text.split(",", -1)) {
      int colon = each.indexOf(':');
      before.put(
          Integer.parseInt(each.substring(0, colon)), Long.parseLong(each.substring(colon + 1)));
    }
    return Optional.of(before);
  }
}

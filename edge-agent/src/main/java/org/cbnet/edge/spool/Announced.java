package org.cbnet.edge.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.schemas.record.SequenceRange;

/** The ranges that a record announces, as text beside its entry: {@code boot:first-last,...}. */
final class Announced {
  private Announced() {}

  /** Null where there are none, which is nearly always. */
  static String text(List<SequenceRange> ranges) {
    return ranges.isEmpty()
        ? null
        : ranges.stream().map(Announced::text).collect(Collectors.joining(","));
  }

  static List<SequenceRange> ranges(String text) {
    if (text == null) {
      return List.of();
    }
    List<SequenceRange> ranges = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      int colon = each.indexOf(':');
      int dash = each.indexOf('-', colon);
      ranges.add(
          new SequenceRange(
              colon == 0 ? null : Long.valueOf(each.substring(0, colon)),
              Long.parseLong(each.substring(colon + 1, dash)),
              Long.parseLong(each.substring(dash + 1))));
    }
    return ranges;
  }

  private static String text(SequenceRange range) {
    Long boot = range.getBootNumber();
    return "%s:%d-%d".formatted(boot == null ? "" : boot, range.getFirst(), range.getLast());
  }
}

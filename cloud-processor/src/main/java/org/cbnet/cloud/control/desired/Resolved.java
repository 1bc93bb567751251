package org.cbnet.cloud.control.desired;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.schemas.record.DesiredState;

/**
 * What one device should do, of all levels together: each field of the strongest level that has it,
 * device before {@link Overlay} before groups by priority, those of equal priority by name, before
 * the default.
 *
 * @param expiresAtMicros when the first of the levels ends that had a say; null for never
 * @param requestedBy who asked, the strongest level's first
 */
record Resolved(
    Long expiresAtMicros,
    String strategy,
    Double threshold,
    Double rate,
    Boolean captureStopped,
    String bundle,
    String runId,
    Integer round,
    String requestedBy) {
  /** Who asks where nobody wants anything. */
  private static final String NOBODY = "cloud";

  /**
   * Resolves.
   *
   * @param states by key of their {@link Level}
   * @param overlay what is wanted of the device by a rule
   * @param groups of the device
   * @param nowMicros what has ended by now has no say
   */
  static Resolved of(
      String deviceId,
      List<String> groups,
      Map<String, Entry<DesiredState>> states,
      Optional<DesiredState> overlay,
      long nowMicros) {
    List<DesiredState> strongestFirst = new ArrayList<>();
    if (Level.isDevice(deviceId)) {
      add(states, deviceId, strongestFirst);
    }
    overlay.ifPresent(strongestFirst::add);
    groups.stream()
        .sorted()
        .map(group -> states.get(Level.group(group).key()))
        .filter(Objects::nonNull)
        .map(Entry::value)
        // A stable sort: names decide between equals.
        .sorted(Comparator.comparing(DesiredState::getPriority).reversed())
        .forEach(strongestFirst::add);
    add(states, Level.DEFAULT.key(), strongestFirst);
    return of(strongestFirst.stream().filter(state -> holds(state, nowMicros)).toList());
  }

  private static void add(
      Map<String, Entry<DesiredState>> states, String key, List<DesiredState> to) {
    Optional.ofNullable(states.get(key)).map(Entry::value).ifPresent(to::add);
  }

  private static boolean holds(DesiredState state, long nowMicros) {
    return state.getExpiresAtMicros() == null || nowMicros <= state.getExpiresAtMicros();
  }

  private static Resolved of(List<DesiredState> strongestFirst) {
    Set<DesiredState> heard = new LinkedHashSet<>();
    String strategy = first(strongestFirst, DesiredState::getStrategy, heard);
    Double threshold = first(strongestFirst, DesiredState::getThreshold, heard);
    Double rate = first(strongestFirst, DesiredState::getRate, heard);
    Boolean stopped = first(strongestFirst, DesiredState::getCaptureStopped, heard);
    String bundle = first(strongestFirst, DesiredState::getBundle, heard);
    String runId = first(strongestFirst, DesiredState::getRunId, heard);
    // Both stand at the same levels.
    Integer round = first(strongestFirst, DesiredState::getRound, heard);
    List<DesiredState> voices = strongestFirst.stream().filter(heard::contains).toList();
    return new Resolved(
        voices.stream()
            .map(DesiredState::getExpiresAtMicros)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null),
        strategy,
        threshold,
        rate,
        stopped,
        bundle,
        runId,
        round,
        voices.isEmpty()
            ? NOBODY
            : String.join(
                ", ", voices.stream().map(DesiredState::getRequestedBy).distinct().toList()));
  }

  private static <T> T first(
      List<DesiredState> strongestFirst, Function<DesiredState, T> field, Set<DesiredState> heard) {
    for (DesiredState state : strongestFirst) {
      T value = field.apply(state);
      if (value != null) {
        heard.add(state);
        return value;
      }
    }
    return null;
  }
}

package org.cbnet.cloud;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.cbnet.cloud.presence.Registrations;

/** A registry that is written down: states by device. */
public final class TestRegistrations implements Registrations {
  private final NavigableMap<String, String> states;

  public TestRegistrations(Map<String, String> states) {
    this.states = new TreeMap<>(states);
  }

  @Override
  public Optional<String> state(String deviceId) {
    return Optional.ofNullable(states.get(deviceId));
  }

  @Override
  public List<String> ids(int limit, Optional<String> after) {
    return after.map(id -> states.tailMap(id, false)).orElse(states).keySet().stream()
        .limit(limit)
        .toList();
  }
}

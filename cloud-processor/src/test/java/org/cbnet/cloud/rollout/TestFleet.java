package org.cbnet.cloud.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A fleet whose devices do as they are told. */
final class TestFleet implements RolloutFigures {
  static final String BUNDLE = "a".repeat(64);
  static final String OLD = "b".repeat(64);
  static final RolloutLimits LIMITS = new RolloutLimits(0.05, 0.5, 0.8, 2_000.0);

  private final Map<String, Device> devices = new TreeMap<>();
  private Model model = Model.NONE;

  static RolloutPlan plan(Double... percentages) {
    return new RolloutPlan(BUNDLE, null, null, null, Arrays.asList(percentages), 600, LIMITS, true);
  }

  static TestFleet of(int size) {
    TestFleet fleet = new TestFleet();
    for (int i = 0; i < size; i++) {
      fleet.heartbeat("pi-" + i, List.of(i % 2 == 0 ? "even" : "odd"), OLD, null, 1);
    }
    return fleet;
  }

  void heartbeat(
      String deviceId, List<String> groups, String modelHash, String state, long millis) {
    devices.put(deviceId, new Device(deviceId, groups, modelHash, state, millis));
  }

  void model(Model sums) {
    model = sums;
  }

  /** The first devices that a roll-out selects. */
  List<Device> selected(Rollout rollout, int most) {
    List<Device> selected = new ArrayList<>();
    for (Device device : devices.values()) {
      if (selected.size() < most && rollout.selects(device.deviceId(), device.groups())) {
        selected.add(device);
      }
    }
    return selected;
  }

  void apply(List<Device> to, long millis) {
    to.forEach(device -> heartbeat(device.deviceId(), device.groups(), BUNDLE, "APPLIED", millis));
  }

  void fail(List<Device> to, String state, long millis) {
    to.forEach(device -> heartbeat(device.deviceId(), device.groups(), OLD, state, millis));
  }

  @Override
  public void devices(Consumer<Device> sink) {
    devices.values().forEach(sink);
  }

  @Override
  public Model model(String modelHash, Instant from) {
    return modelHash.equals(BUNDLE) ? model : Model.NONE;
  }
}

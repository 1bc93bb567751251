package org.cbnet.cloud.control.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.schemas.record.DesiredState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolvedTest {
  private static final long NOW = 1_000_000;

  private final Map<String, Entry<DesiredState>> states = new HashMap<>();

  @Test
  void takesEachFieldOfTheStrongestLevelThatHasIt() {
    put("pi-1", state("device").setThreshold(0.5));
    put("group:low", state("low").setPriority(1).setStrategy("lenet5").setRate(1.0));
    put("group:high", state("high").setPriority(2).setRate(2.0).setThreshold(0.7));
    put("default", state("fleet").setCaptureStopped(true).setStrategy("cbnet"));
    put("group:other", state("other").setPriority(9).setRate(9.0));

    Resolved resolved = Resolved.of("pi-1", List.of("high", "low"), states, Optional.empty(), NOW);

    assertThat(resolved)
        .isEqualTo(
            new Resolved(
                null, "lenet5", 0.5, 2.0, true, null, null, null, "device, high, low, fleet"));
  }

  @Test
  void aRuleIsWeakerThanTheDevicesOwnStateAndStrongerThanItsGroups() {
    put("pi-1", state("device").setThreshold(0.5));
    put("group:a", state("a").setPriority(9).setThreshold(0.7).setBundle("old").setRate(2.0));
    DesiredState rule = state("rule").setThreshold(0.6).setBundle("new").build();

    assertThat(Resolved.of("pi-1", List.of("a"), states, Optional.of(rule), NOW))
        .isEqualTo(new Resolved(null, null, 0.5, 2.0, null, "new", null, null, "device, rule, a"));
  }

  @Test
  void takesTheFirstNameAmongGroupsOfEqualPriority() {
    put("group:b", state("b").setRate(2.0));
    put("group:a", state("a").setRate(1.0));

    assertThat(Resolved.of("pi-1", List.of("b", "a"), states, Optional.empty(), NOW).rate())
        .isEqualTo(1.0);
  }

  @Test
  void leavesOutWhatHasExpiredAndEndsWithTheFirstThatDoes() {
    put("pi-1", state("device").setRate(1.0).setExpiresAtMicros(NOW - 1));
    put("group:a", state("a").setRate(2.0).setExpiresAtMicros(NOW + 5));
    put("default", state("fleet").setStrategy("cbnet").setExpiresAtMicros(NOW));

    assertThat(Resolved.of("pi-1", List.of("a"), states, Optional.empty(), NOW))
        .isEqualTo(new Resolved(NOW, "cbnet", null, 2.0, null, null, null, null, "a, fleet"));
    assertThat(Resolved.of("pi-1", List.of("a"), states, Optional.empty(), NOW + 1).strategy())
        .isNull();
  }

  @Test
  void wantsNothingOfADeviceThatNobodyWantsAnythingOf() {
    // No device may pass for the fleet.
    put("default", state("fleet").setPriority(1));

    assertThat(Resolved.of("default", List.of(), states, Optional.empty(), NOW))
        .isEqualTo(new Resolved(null, null, null, null, null, null, null, null, "cloud"));
  }

  @Test
  void writesWhatTheContractSays() {
    put("pi-1", state("alice").setThreshold(0.05).setCaptureStopped(false).setBundle("ab"));
    Resolved resolved = Resolved.of("pi-1", List.of(), states, Optional.empty(), NOW);
    SignedState signed = SignedState.of("pi-1", 7, resolved);

    assertThat(signed.json())
        .isEqualTo(
            "{\"kind\":\"cbnet-desired-state\",\"deviceId\":\"pi-1\",\"revision\":7,"
                + "\"requestedBy\":\"alice\",\"threshold\":0.05,\"captureStopped\":false,"
                + "\"bundle\":\"ab\"}");
    assertThat(SignedState.parse(signed.json()).content()).isEqualTo(resolved);
  }

  @Test
  void refusesAWishThatADeviceWouldRefuse() {
    refused("strategy", "clever", null, null, null);
    refused("threshold", null, 100.5, null, null);
    refused("threshold", null, Double.NaN, null, null);
    refused("rate", null, null, 0.0, null);
    refused("rate", null, null, 1_000_001.0, null);
    refused("bundle", null, null, null, "AB");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Wish(null, null, null, null, "a".repeat(64), null, null, null, 0)
                    .check(hash -> false, Instant.EPOCH))
        .withMessageStartingWith("bundle ");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Wish(null, null, null, null, null, null, null, Instant.EPOCH, 0)
                    .check(hash -> true, Instant.EPOCH))
        .withMessageStartingWith("expires ");
  }

  @ParameterizedTest
  @CsvSource({"a b, 0", "run, -1", "run, ", ", 3"})
  void refusesARunThatNoRecordCouldName(String runId, Integer round) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Wish(null, null, null, null, null, runId, round, null, 0))
        .withMessageStartingWith("r");
  }

  @Test
  void takesARunAndItsRoundOfOneLevel() {
    put("pi-1", state("device").setRunId("own").setRound(4));
    put("default", state("fleet").setRunId("other").setRound(5));

    Resolved resolved = Resolved.of("pi-1", List.of(), states, Optional.empty(), NOW);

    assertThat(resolved.runId()).isEqualTo("own");
    assertThat(resolved.round()).isEqualTo(4);
    assertThat(SignedState.of("pi-1", 1, resolved).json())
        .contains("\"runId\":\"own\",\"round\":4");
  }

  private static void refused(
      String field, String strategy, Double threshold, Double rate, String bundle) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Wish(strategy, threshold, rate, null, bundle, null, null, null, 0))
        .withMessageStartingWith(field + " ");
  }

  private void put(String key, DesiredState.Builder state) {
    states.put(key, new Entry<>(state.build(), 1, 0));
  }

  private static DesiredState.Builder state(String by) {
    return DesiredState.newBuilder().setRevision(1).setRequestedBy(by);
  }
}

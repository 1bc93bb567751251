package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.steering.StateGate.Admitted;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateGateTest {
  private final SigningKey key = SigningKey.generate();
  private final ManualClock clock = new ManualClock();
  private boolean synced = true;
  private final StateGate gate =
      new StateGate("pi-1", new TrustedKeys(List.of(key.publicKey())), clock, () -> synced);

  @Test
  void admitsWhatTheCloudSignedForThisDevice() throws Exception {
    Admitted admitted = admit(Releases.state(key, 3, "strategy", "cbnet", "threshold", 0.5));

    assertThat(admitted.state().revision()).isEqualTo(3);
    assertThat(admitted.state().model()).isEqualTo(new ModelChoice("cbnet", 0.5, null));
    assertThat(admitted.state().stopsCapture()).isFalse();
  }

  @Test
  void admitsEitherOfTwoOverlappingKeys() throws Exception {
    SigningKey next = SigningKey.generate();
    StateGate both =
        new StateGate(
            "pi-1",
            new TrustedKeys(List.of(key.publicKey(), next.publicKey())),
            clock,
            () -> synced);

    assertThat(both.admit(Releases.state(key, 1), SteeringMemory.EMPTY)).isNotNull();
    assertThat(both.admit(Releases.state(next, 2), SteeringMemory.EMPTY)).isNotNull();
  }

  @Test
  void refusesAnotherKeysSignature() throws IOException {
    refuses(Releases.state(SigningKey.generate(), 1), "none of the trusted keys", false);
  }

  @Test
  void refusesAChangedByte() throws IOException {
    String body = new String(Releases.state(key, 1, "rate", 5), StandardCharsets.US_ASCII);
    int at = body.indexOf("\"state\":\"") + 20;
    char other = body.charAt(at) == 'A' ? 'B' : 'A';
    String changed = body.substring(0, at) + other + body.substring(at + 1);

    refuses(changed.getBytes(StandardCharsets.US_ASCII), "none of the trusted keys", false);
  }

  @Test
  void refusesAnotherDevicesState() throws IOException {
    refuses(state("\"deviceId\":\"pi-2\""), "it is for device pi-2, this is pi-1", false);
  }

  @Test
  void refusesAnOlderRevisionAndAnotherContentOfTheSame() throws Exception {
    byte[] seven = Releases.state(key, 7);
    Admitted admitted = admit(seven);
    SteeringMemory after =
        SteeringMemory.EMPTY.accept(admitted.state(), admitted.sha256(), "tag-7");

    assertThat(gate.admit(seven, after)).isEqualTo(admitted);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> gate.admit(Releases.state(key, 6), after))
        .withMessage("revision 6 is older than 7, which was accepted");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> gate.admit(Releases.state(key, 7, "rate", 1), after))
        .withMessage("revision 7 was accepted with another content");
    assertThat(gate.admit(Releases.state(key, 8), after).state().revision()).isEqualTo(8);
  }

  @Test
  void refusesAnExpiredStateWhereTheClockIsRight() throws Exception {
    byte[] expired = Releases.state(key, 1, "expiresAtMicros", clock.wallMicros() - 1);

    refuses(expired, "revision 1 expired at", true);
    synced = false;
    assertThat(admit(expired)).as("a clock that may be wrong does not judge").isNotNull();
  }

  @Test
  void admitsUntilTheEnd() throws Exception {
    assertThat(admit(Releases.state(key, 1, "expiresAtMicros", clock.wallMicros()))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"strategy\":\"magic\"           | unknown strategy 'magic': choose one of",
        "\"colour\":\"red\"               | Unrecognized field \"colour\"",
        "\"rate\":0                       | rate must be above 0",
        "\"rate\":1e9                     | rate must be above 0, at most 1000000.0: 1.0E9",
        "\"rate\":\"fast\"                | Cannot",
        "\"threshold\":-1                 | threshold must be 0 to 100.0: -1.0",
        "\"bundle\":\"../../etc\"         | bundle must be 64 lower-case hex digits: ../../etc",
        "\"captureStopped\":\"yes\"       | Cannot",
        "\"runId\":\"a run\"              | runId must match [A-Za-z0-9._-]{1,64}: a run",
        "\"runId\":\"r\",\"round\":-1      | round must be at least 0: -1",
        "\"revision\":0                   | Duplicate field 'revision'",
        "\"kind\":\"cbnet-bundle-release\" | Duplicate field 'kind'",
      })
  void refusesWhatItDoesNotUnderstand(String field, String reason) throws IOException {
    refuses(state("\"deviceId\":\"pi-1\"," + field), reason, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "garbage",
        "{}",
        "{\"state\":\"e30=\"}",
        "{\"state\":7}",
        "[[[["
      })
  void refusesGarbage(String body) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> admit(body.getBytes(StandardCharsets.UTF_8)))
        .satisfies(refusal -> assertThat(refusal.signed()).isFalse());
  }

  private byte[] state(String fields) throws IOException {
    String json =
        "{\"kind\":\"cbnet-desired-state\",\"revision\":5,\"requestedBy\":\"a test\",%s}"
            .formatted(fields);
    return Releases.envelope(key, json.getBytes(StandardCharsets.UTF_8));
  }

  private Admitted admit(byte[] body) throws RefusedException {
    return gate.admit(body, SteeringMemory.EMPTY);
  }

  private void refuses(byte[] body, String reason, boolean signed) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> admit(body))
        .withMessageContaining(reason)
        .satisfies(refusal -> assertThat(refusal.signed()).isEqualTo(signed));
  }
}

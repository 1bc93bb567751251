package org.cbnet.edge.steering;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.TrustedKeys;

/**
 * Decides whether an answer of the cloud may steer this device: signed by a control key, for this
 * device, no older than what was accepted, not expired, and understood to its last field.
 */
final class StateGate {
  private static final int DEEPEST = 4;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private final String deviceId;
  private final TrustedKeys controlKeys;
  private final EdgeClock clock;
  private final ClockSync sync;

  StateGate(String deviceId, TrustedKeys controlKeys, EdgeClock clock, ClockSync sync) {
    this.deviceId = deviceId;
    this.controlKeys = controlKeys;
    this.clock = clock;
    this.sync = sync;
  }

  /**
   * What is transported.
   *
   * @param keyId of the key that signed, for people
   * @param state the signed bytes, a {@link DesiredState} in JSON
   * @param signature Ed25519, 64 bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and handed on
  record Envelope(String keyId, byte[] state, byte[] signature) {}

  /**
   * A state that may be applied.
   *
   * @param sha256 of its signed bytes
   */
  record Admitted(DesiredState state, String sha256) {}

  /** Checks the body of an answer against what was accepted before. */
  Admitted admit(byte[] body, SteeringMemory before) throws RefusedException {
    Envelope envelope = open(body);
    DesiredState state = parse(envelope.state());
    if (!state.deviceId().equals(deviceId)) {
      throw new RefusedException(
          "it is for device %s, this is %s".formatted(state.deviceId(), deviceId), false);
    }
    String sha256 = Digests.sha256(envelope.state());
    if (state.revision() < before.revision()) {
      throw new RefusedException(
          "revision %d is older than %d, which was accepted"
              .formatted(state.revision(), before.revision()),
          false);
    }
    if (state.revision() == before.revision() && !sha256.equals(before.stateSha256())) {
      throw new RefusedException(
          "revision %d was accepted with another content".formatted(state.revision()), false);
    }
    // A clock that nobody vouches for can't tell; the revision alone keeps old states out then.
    if (state.expiresAtMicros() != null
        && sync.synced()
        && clock.wallMicros() > state.expiresAtMicros()) {
      throw new RefusedException(
          "revision %d expired at %d, it is %d (microseconds since 1970)"
              .formatted(state.revision(), state.expiresAtMicros(), clock.wallMicros()),
          true);
    }
    return new Admitted(state, sha256);
  }

  private Envelope open(byte[] body) throws RefusedException {
    Envelope envelope;
    try {
      envelope = JSON.readValue(body, Envelope.class);
    } catch (IOException e) {
      throw new RefusedException("it is no signed state: " + message(e), false);
    }
    if (envelope == null || envelope.state() == null || envelope.signature() == null) {
      throw new RefusedException("it lacks state or signature", false);
    }
    try {
      controlKeys.verify(envelope.state(), envelope.signature());
    } catch (ReleaseException e) {
      throw new RefusedException(e.getMessage(), false);
    }
    return envelope;
  }

  private static DesiredState parse(byte[] state) throws RefusedException {
    try {
      return JSON.readValue(state, DesiredState.class);
    } catch (IOException e) {
      throw new RefusedException("its content can't be used: " + message(e), true);
    }
  }

  private static String message(IOException e) {
    return e instanceof JacksonException json
        ? json.getOriginalMessage().lines().findFirst().orElse("")
        : e.toString();
  }
}

package org.cbnet.cloud.control.desired;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.cbnet.cloud.state.ResolvedState;

/**
 * What is answered to a device.
 *
 * @param tag of the state, for ETag and heartbeats
 * @param body keyId, state and signature, to be written as JSON
 */
public record Signed(String tag, Map<String, String> body) {

  public Signed {
    body = Map.copyOf(body);
  }

  static String tag(ResolvedState state) {
    return Long.toString(state.getRevision());
  }

  static Signed of(ResolvedState state, ControlKey key) {
    byte[] bytes = state.getState().getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    return new Signed(
        tag(state),
        Map.of(
            "keyId",
            key.id(),
            "state",
            base64.encodeToString(bytes),
            "signature",
            base64.encodeToString(key.sign(bytes))));
  }
}

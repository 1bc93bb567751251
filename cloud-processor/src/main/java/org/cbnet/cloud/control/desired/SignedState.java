package org.cbnet.cloud.control.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a device gets, field by field as docs/design/014-steering.md has it; absent is what nobody
 * wants.
 *
 * @param kind {@link #KIND}, so that nothing else that the key signs passes for one
 * @param revision of the resolved state: higher at each change for this device
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"kind", "deviceId", "revision", "requestedBy"})
record SignedState(
    String kind,
    String deviceId,
    long revision,
    String requestedBy,
    Long expiresAtMicros,
    String strategy,
    Double threshold,
    Double rate,
    Boolean captureStopped,
    String bundle,
    String runId,
    Integer round) {
  static final String KIND = "cbnet-desired-state";
  private static final ObjectMapper JSON = new ObjectMapper();

  static SignedState of(String deviceId, long revision, Resolved resolved) {
    return new SignedState(
        KIND,
        deviceId,
        revision,
        resolved.requestedBy(),
        resolved.expiresAtMicros(),
        resolved.strategy(),
        resolved.threshold(),
        resolved.rate(),
        resolved.captureStopped(),
        resolved.bundle(),
        resolved.runId(),
        resolved.round());
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a flat record can be written", e);
    }
  }

  /** As {@link #json()} gave it. */
  static SignedState parse(String json) {
    try {
      return JSON.readValue(json, SignedState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored state can't be read: " + e.getMessage(), e);
    }
  }

  Resolved content() {
    return new Resolved(
        expiresAtMicros,
        strategy,
        threshold,
        rate,
        captureStopped,
        bundle,
        runId,
        round,
        requestedBy);
  }
}

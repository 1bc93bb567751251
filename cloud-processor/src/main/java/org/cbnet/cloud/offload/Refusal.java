package org.cbnet.cloud.offload;

import java.util.Objects;
import org.cbnet.schemas.WireNames;

/**
 * Why a request is not computed.
 *
 * @param ending counter that it is in
 * @param reason code for counters and dead letters
 * @param message for whoever reads the reply
 * @param isLetter whether the request is at fault, and kept as a dead letter
 */
record Refusal(Ending ending, String reason, String message, boolean isLetter) {
  Refusal {
    Objects.requireNonNull(ending, "ending is null");
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(message, "message is null");
  }

  /** Its time is over, or will be before it can be computed. */
  static Refusal expired(String reason, String message) {
    return new Refusal(Ending.EXPIRED, reason, message, false);
  }

  /** There is no such bundle or cut here. */
  static Refusal unknown(String reason, String message) {
    return new Refusal(Ending.UNKNOWN, reason, message, true);
  }

  /** The request can't be computed, whoever is asked. */
  static Refusal bad(String reason, String message) {
    return new Refusal(Ending.FAILED, reason, message, true);
  }

  /** This process can't compute it now. */
  static Refusal unable(String reason, String message) {
    return new Refusal(Ending.FAILED, reason, message, false);
  }

  /** The status of the reply. */
  String status() {
    return switch (ending) {
      case ANSWERED -> WireNames.OFFLOAD_OK;
      case EXPIRED -> WireNames.OFFLOAD_EXPIRED;
      case UNKNOWN -> WireNames.OFFLOAD_UNKNOWN_BUNDLE;
      case UNDECODABLE, FAILED -> WireNames.OFFLOAD_FAILED;
    };
  }
}

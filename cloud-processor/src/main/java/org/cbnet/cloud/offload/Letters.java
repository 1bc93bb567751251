package org.cbnet.cloud.offload;

/** Keeps requests that are at fault, as they came. Called from any thread; does not wait. */
interface Letters {

  /**
   * Keeps one.
   *
   * @param reason code
   * @param message for people
   */
  void bury(Arrival arrival, String reason, String message);
}

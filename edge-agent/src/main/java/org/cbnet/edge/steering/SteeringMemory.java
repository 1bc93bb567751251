package org.cbnet.edge.steering;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the device remembers of being steered, over restarts and power cuts.
 *
 * @param revision highest accepted; 0 before the first
 * @param stateSha256 of the signed bytes of that revision
 * @param tag of that revision, as the cloud served it
 * @param state of that revision
 * @param versionFloor highest minimum version of the bundles that were accepted
 * @param running what infers
 * @param lastGood what infers again where {@code running} fails
 * @param trying what is being tried out; null where nothing is
 * @param outcome of the last model asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SteeringMemory(
    long revision,
    String stateSha256,
    String tag,
    DesiredState state,
    long versionFloor,
    Applied running,
    Applied lastGood,
    Trying trying,
    Outcome outcome) {
  static final SteeringMemory EMPTY =
      new SteeringMemory(0, null, null, null, 0, Applied.NOTHING, Applied.NOTHING, null, null);

  /**
   * A model with the desired state that brought it.
   *
   * @param tag null where it is configured
   */
  record Applied(ModelChoice model, String tag) {
    static final Applied NOTHING = new Applied(ModelChoice.CONFIGURED, null);
  }

  /** How far a new model is. A process that dies meanwhile finds it at its next start. */
  enum Phase {
    /** It answers known frames, beside the one that infers. */
    TRIAL,
    /** It infers, and is watched. */
    PROBATION,
    /** It was watched when the agent was ended in order; the next start goes on. */
    PAUSED
  }

  /**
   * A model that has not proved itself.
   *
   * @param revision that asked for it
   * @param minimumVersion of its release, the floor once it has
   */
  record Trying(long revision, ModelChoice model, Phase phase, long minimumVersion) {
    Trying in(Phase next) {
      return new Trying(revision, model, next, minimumVersion);
    }
  }

  /**
   * What became of a model that was asked for.
   *
   * @param lasting whether the same revision is not to be tried again
   */
  record Outcome(long revision, BundleState state, String reason, boolean lasting) {}

  SteeringMemory accept(DesiredState next, String sha256, String nextTag) {
    return new SteeringMemory(
        next.revision(), sha256, nextTag, next, versionFloor, running, lastGood, trying, outcome);
  }

  SteeringMemory ended(Outcome next) {
    return new SteeringMemory(
        revision, stateSha256, tag, state, versionFloor, running, lastGood, trying, next);
  }

  SteeringMemory trying(Trying next) {
    return new SteeringMemory(
        revision, stateSha256, tag, state, versionFloor, running, lastGood, next, outcome);
  }

  SteeringMemory running(Applied next) {
    return new SteeringMemory(
        revision, stateSha256, tag, state, versionFloor, next, lastGood, trying, outcome);
  }

  /** What runs is good: nothing is tried any more, and the floor is at least so high. */
  SteeringMemory proved(long minimumVersion) {
    return new SteeringMemory(
        revision,
        stateSha256,
        tag,
        state,
        Math.max(versionFloor, minimumVersion),
        running,
        running,
        null,
        outcome);
  }

  /** The last good model runs again. */
  SteeringMemory rolledBack() {
    return new SteeringMemory(
        revision, stateSha256, tag, state, versionFloor, lastGood, lastGood, null, outcome);
  }
}

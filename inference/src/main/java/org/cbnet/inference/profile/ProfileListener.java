package org.cbnet.inference.profile;

/** Is told how far a measurement has come; may throw to end it. */
@FunctionalInterface
public interface ProfileListener {
  /**
   * Called on the measuring thread, between two blocks.
   *
   * @param phase what is done, for people
   * @param done of {@code of}, from 0; equal at the end
   */
  void progress(String phase, int done, int of);
}

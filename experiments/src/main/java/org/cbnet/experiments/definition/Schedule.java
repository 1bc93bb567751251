package org.cbnet.experiments.definition;

/**
 * How often what is measured. Rounds of one session share the places that its memory got, and
 * sessions of one process its compiled code, so all three are drawn anew.
 *
 * @param jvms agent processes, one after another
 * @param sessions of each process; with each all arms are opened anew
 * @param rounds of a session; in each every arm has a turn on the same frames
 * @param frames of a turn
 * @param warmUpFrames of each arm in each process before the first that counts
 */
public record Schedule(int jvms, int sessions, int rounds, int frames, int warmUpFrames) {
  public Schedule {
    if (jvms < 1 || sessions < 1 || rounds < 1 || frames < 1 || warmUpFrames < 0) {
      throw new IllegalArgumentException(
          "jvms, sessions, rounds and frames must be at least 1, warm-up-frames at least 0:"
              + " %d, %d, %d, %d, %d".formatted(jvms, sessions, rounds, frames, warmUpFrames));
    }
  }

  /** Frames of an arm in one condition, over all processes. */
  public long framesPerArm() {
    return (long) jvms * sessions * rounds * frames;
  }
}

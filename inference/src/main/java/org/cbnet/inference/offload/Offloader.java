package org.cbnet.inference.offload;

/**
 * A way to ask the cloud.
 *
 * <ol>
 *   <li>{@link #ask} returns at once, with or without a link: nothing waits for the network but who
 *       awaits the answer.
 *   <li>Every question ends in exactly one of the counters of {@link #counts}.
 *   <li>What was not sent when its budget is over is not sent any more.
 * </ol>
 *
 * <p>All methods are for any thread. {@link #close} drops what is open and may be called more than
 * once.
 */
public interface Offloader extends AutoCloseable {

  /** The name that experiments and reports use, for example {@code kafka}. */
  String transport();

  /**
   * Asks.
   *
   * @param budgetNanos how long the answer is of use, from now
   */
  PendingAnswer ask(OffloadQuestion question, long budgetNanos);

  /** What became of all questions so far. */
  OffloadCounts counts();

  @Override
  void close();
}

package org.cbnet.edge.spool;

/**
 * One FIFO of result batches and energy samples between inference and the network.
 *
 * <ol>
 *   <li>Safe for one writing thread, one sending thread and any number that ask for the status.
 *   <li>Sequence numbers and counters change in the step that appends, so the laws of {@link
 *       SpoolCounters} hold at every moment.
 *   <li>When the cap is reached {@link FullPolicy} decides. The oldest entries that go are not
 *       those that are taken out for sending: they may be with the broker already, and would be
 *       announced as dropped and counted there too. The cap can be exceeded by what is taken out
 *       and by one entry.
 *   <li>Dropped results are counted and announced in the next batch, dropped energy samples in the
 *       next sample; should that one be dropped, in the one after.
 *   <li>An announced range without a boot number is of the boot of the record that holds it; every
 *       other boot's is named.
 * </ol>
 */
public interface Spool extends SpoolInput, SpoolOutput, AutoCloseable {

  SpoolStatus status();

  /** Nobody waits for room any more: the agent ends, and what still comes must be kept. */
  void endWaiting();

  @Override
  void close();
}

package org.cbnet.cloud.runs;

/** Takes the deletion of a run on. Safe for several threads. */
@FunctionalInterface
public interface RunDeletions {

  /**
   * Has every partition forget a run, and returns once the broker has taken that on.
   *
   * @param requestedBy who asks
   * @throws DeletionException where it has not for all partitions; the same again may do
   */
  void delete(String runId, String requestedBy);
}

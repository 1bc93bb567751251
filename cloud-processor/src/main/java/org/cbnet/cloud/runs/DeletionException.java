package org.cbnet.cloud.runs;

/** A run may be deleted in some partitions only: whoever asked for it asks again. */
public final class DeletionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeletionException(String runId, Throwable cause) {
    super(
        "the broker has not taken the deletion of run '%s' on: ask again (%s)"
            .formatted(runId, cause.getMessage()),
        cause);
  }
}

package org.cbnet.edge.spool;

/** What the wire calls the two outcomes of a result. */
public final class ResultOutcome {
  public static final String CLASSIFIED = "classified";
  public static final String FAILED = "failed";

  private ResultOutcome() {}
}

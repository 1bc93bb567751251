package org.cbnet.cloud.query;

import java.util.List;

/** A run has no strategy of the name that was asked for as its baseline. */
public final class UnknownBaselineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownBaselineException(String baseline, List<String> strategies) {
    super("baseline must be one of %s: '%s'".formatted(String.join(", ", strategies), baseline));
  }
}

package org.cbnet.cloud.control.desired;

/** More devices wait for a change than an instance takes: ask again later, or another one. */
public final class TooManyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyException(int most) {
    super("%d devices wait already".formatted(most));
  }
}

package org.cbnet.inference.feature;

/** A tensor can't be written, or what came is not the tensor that was asked for. */
public final class FeatureException extends Exception {
  private static final long serialVersionUID = 1L;

  FeatureException(String message) {
    super(message);
  }

  FeatureException(String message, Throwable cause) {
    super(message, cause);
  }
}

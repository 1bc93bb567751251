package org.cbnet.cloud.bundle;

/** Bundles are still being read, or the broker does not answer: the same again may do soon. */
public final class BundlesUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BundlesUnavailableException(String message) {
    super(message);
  }

  BundlesUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

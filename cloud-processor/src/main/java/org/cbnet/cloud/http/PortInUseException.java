package org.cbnet.cloud.http;

/** Another program has the port. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortInUseException(String host, int port, Throwable cause) {
    super(
        ("port %d on %s is in use: stop the program that has it, or set http.port"
                + " (CBNET_HTTP_PORT; 0 takes a free one)")
            .formatted(port, host),
        cause);
  }
}

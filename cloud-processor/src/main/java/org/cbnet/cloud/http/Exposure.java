package org.cbnet.cloud.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.start.StartException;

/** What must be there before anybody outside of this machine may reach the cloud. */
public final class Exposure {

  private Exposure() {}

  /** Whether nobody outside of this machine can. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Binding it will fail, and say why.
      return false;
    }
  }

  /**
   * Asks for TLS.
   *
   * @throws StartException where there is none and the host is no loopback
   */
  public static void requireTls(CloudConfig.Http http) throws StartException {
    if (!isLoopback(http.host()) && http.tls().isEmpty()) {
      throw new StartException(
          ("http.host is '%s', which others can reach, and there is no TLS: set"
                  + " http.tls.certificate and http.tls.private-key, or http.tls.key-store and"
                  + " http.tls.password-file, or http.host to 127.0.0.1")
              .formatted(http.host()));
    }
  }

  /**
   * Asks for a token.
   *
   * @throws StartException where none was ever made and the host is no loopback
   */
  public static void requireTokens(CloudConfig.Http http, Tokens tokens) throws StartException {
    if (!isLoopback(http.host()) && !tokens.required()) {
      throw new StartException(
          ("http.host is '%s', which others can reach, and there is no token: make one with"
                  + " ./cbnet admin token create --name NAME --role admin, or set http.host to"
                  + " 127.0.0.1")
              .formatted(http.host()));
    }
  }
}

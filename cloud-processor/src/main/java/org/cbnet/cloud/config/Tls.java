package org.cbnet.cloud.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files with the certificate of the HTTP server and its key: two in PEM, or one key store.
 *
 * @param certificate PEM, its issuers behind it; nothing where there is a key store
 * @param privateKey PEM, PKCS 8, not encrypted
 * @param keyStore PKCS 12
 * @param passwordFile holds the key store's password
 */
public record Tls(
    Optional<Path> certificate,
    Optional<Path> privateKey,
    Optional<Path> keyStore,
    Optional<Path> passwordFile) {

  public Tls {
    boolean pem = certificate.isPresent() && privateKey.isPresent();
    boolean store = keyStore.isPresent() && passwordFile.isPresent();
    if (certificate.isPresent() != privateKey.isPresent()
        || keyStore.isPresent() != passwordFile.isPresent()
        || pem == store) {
      throw new ConfigException(
          "http.tls needs certificate and private-key (PEM), or key-store (PKCS 12) and"
              + " password-file, and not both pairs");
    }
  }

  /** From two PEM files. */
  public static Tls pem(Path certificate, Path privateKey) {
    return new Tls(
        Optional.of(certificate), Optional.of(privateKey), Optional.empty(), Optional.empty());
  }

  /** From a key store. */
  public static Tls keyStore(Path keyStore, Path passwordFile) {
    return new Tls(
        Optional.empty(), Optional.empty(), Optional.of(keyStore), Optional.of(passwordFile));
  }

  static Optional<Tls> of(
      Optional<Path> certificate,
      Optional<Path> privateKey,
      Optional<Path> keyStore,
      Optional<Path> passwordFile) {
    return certificate.or(() -> privateKey).or(() -> keyStore).or(() -> passwordFile).isEmpty()
        ? Optional.empty()
        : Optional.of(new Tls(certificate, privateKey, keyStore, passwordFile));
  }
}

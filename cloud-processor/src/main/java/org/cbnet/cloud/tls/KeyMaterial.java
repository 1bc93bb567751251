package org.cbnet.cloud.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.cloud.config.Tls;

/**
 * A certificate with its key, as it is in the files.
 *
 * @param store holds them
 * @param password of the store; of no use outside this process where the files are PEM
 */
record KeyMaterial(KeyStore store, String password) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  /**
   * Reads the files.
   *
   * @throws IOException where one can't be read
   * @throws GeneralSecurityException where one does not hold what it should
   */
  static KeyMaterial read(Tls tls) throws IOException, GeneralSecurityException {
    return tls.keyStore().isPresent()
        ? fromStore(tls.keyStore().get(), tls.passwordFile().orElseThrow())
        : fromPem(tls.certificate().orElseThrow(), tls.privateKey().orElseThrow());
  }

  private static KeyMaterial fromStore(Path file, Path passwordFile)
      throws IOException, GeneralSecurityException {
    String password = Files.readString(passwordFile).strip();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return new KeyMaterial(store, password);
  }

  private static KeyMaterial fromPem(Path certificateFile, Path keyFile)
      throws IOException, GeneralSecurityException {
    Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificateFile)))
            .toArray(new Certificate[0]);
    if (chain.length == 0) {
      throw new GeneralSecurityException("%s holds no certificate".formatted(certificateFile));
    }
    PrivateKey key = key(keyFile);
    if (!isPair(key, chain[0].getPublicKey())) {
      throw new GeneralSecurityException(
          "%s is not the key of the first certificate in %s".formatted(keyFile, certificateFile));
    }
    String password = "memory";
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("http", key, password.toCharArray(), chain);
    return new KeyMaterial(store, password);
  }

  /** Else every handshake would fail: with the one file changed and the other not yet, too. */
  private static boolean isPair(PrivateKey key, PublicKey other) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(other.getAlgorithm())) {
      return false;
    }
    String algorithm = SIGNATURES.getOrDefault(key.getAlgorithm(), key.getAlgorithm());
    byte[] text = "cbnet".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(other);
    signature.update(text);
    try {
      return signature.verify(signed);
    } catch (SignatureException e) {
      // Of another curve or length.
      return false;
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw new GeneralSecurityException(
          "%s holds no PRIVATE KEY (openssl pkcs8 -topk8 -nocrypt makes one)".formatted(file));
    }
    byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(1));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (InvalidKeySpecException e) {
        // Of another kind.
      }
    }
    throw new GeneralSecurityException(
        "%s holds a key that is none of %s".formatted(file, ALGORITHMS));
  }
}

package org.cbnet.inference.bundle.signing;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The public keys that somebody relies on. Several may be, so that an old key and its successor
 * overlap. Safe for several threads.
 */
public final class TrustedKeys {
  private static final int ID_DIGITS = 16;

  private final Map<String, PublicKey> keys = new LinkedHashMap<>();

  public TrustedKeys(List<PublicKey> keys) {
    keys.forEach(key -> this.keys.put(id(key), key));
  }

  /**
   * Reads X.509 public keys in PEM.
   *
   * @throws ReleaseException where a file is none, or a key of another kind
   */
  public static TrustedKeys read(List<Path> files) throws ReleaseException {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : files) {
      byte[] content = Pem.read(file, Pem.PUBLIC);
      try {
        keys.add(
            KeyFactory.getInstance(SigningKey.ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(content)));
      } catch (GeneralSecurityException e) {
        throw new ReleaseException(
            "%s holds no Ed25519 key: %s".formatted(file, e.getMessage()), e);
      }
    }
    return new TrustedKeys(keys);
  }

  /** The first 16 hex digits of the SHA-256 of a key's X.509 form. */
  public static String id(PublicKey key) {
    return Digests.sha256(key.getEncoded()).substring(0, ID_DIGITS);
  }

  /** The keys' ids, in the order in which they were given. */
  public Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  /**
   * Checks a signature over exactly these bytes, by any of the keys.
   *
   * @return the id of the key that signed
   * @throws ReleaseException where none of them did
   */
  public String verify(byte[] message, byte[] signature) throws ReleaseException {
    for (Map.Entry<String, PublicKey> key : keys.entrySet()) {
      if (verifies(key.getValue(), message, signature)) {
        return key.getKey();
      }
    }
    throw new ReleaseException(
        "the signature is by none of the trusted keys (%s)"
            .formatted(keys.isEmpty() ? "there are none" : String.join(", ", keys.keySet())));
  }

  private static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(SigningKey.ALGORITHM);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // Of a wrong length, or no point of the curve: no signature at all.
      return false;
    }
  }
}

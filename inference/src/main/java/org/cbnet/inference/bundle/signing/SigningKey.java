package org.cbnet.inference.bundle.signing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * An Ed25519 key (RFC 8032) that signs: of the trainer for bundles, of the cloud for desired
 * states. Safe for several threads.
 */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Reads a PKCS#8 file in PEM.
   *
   * @throws ReleaseException where it is no such file, or a key of another kind
   */
  public static SigningKey read(Path file) throws ReleaseException {
    byte[] content = Pem.read(file, Pem.PRIVATE);
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(content));
      byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
      return new SigningKey(key, generate(new Seed(seed)).getPublic());
    } catch (GeneralSecurityException e) {
      throw new ReleaseException("%s holds no Ed25519 key: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** A new key. */
  public static SigningKey generate() {
    KeyPair pair = generate(new SecureRandom());
    return new SigningKey(pair.getPrivate(), pair.getPublic());
  }

  /** What release and desired state call it; see {@link TrustedKeys#id}. */
  public String id() {
    return TrustedKeys.id(publicKey);
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /** The private half, PKCS#8 in PEM. */
  public String privatePem() {
    return Pem.text(Pem.PRIVATE, privateKey.getEncoded());
  }

  /** The public half, X.509 in PEM. */
  public String publicPem() {
    return Pem.text(Pem.PUBLIC, publicKey.getEncoded());
  }

  /** The 64 bytes of the signature over exactly these bytes. */
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new ReleaseException("can't sign: " + e.getMessage(), e);
    }
  }

  private static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  /** Gives a known seed: the only way that the JDK offers from a private key to its public half. */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    private Seed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
  }
}

package org.cbnet.cloud.control.desired;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.cloud.start.StartException;

/** The Ed25519 key (RFC 8032) that signs desired states. Safe for several threads. */
public final class ControlKey {
  private static final String ALGORITHM = "Ed25519";
  private static final int ID_DIGITS = 16;
  private static final long MAX_BYTES = 16 << 10;
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final PrivateKey key;
  private final String id;

  private ControlKey(PrivateKey key, String id) {
    this.key = key;
    this.id = id;
  }

  /**
   * Reads a PKCS#8 file in PEM.
   *
   * @throws StartException where it is no such file; names {@code control.key-file}
   */
  public static ControlKey read(Path file) throws StartException {
    try {
      String text =
          Files.size(file) > MAX_BYTES
              ? ""
              : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      Matcher block = PEM.matcher(text);
      if (!block.find()) {
        throw new StartException(unusable(file, "it is no PEM file with one PRIVATE KEY"));
      }
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1))));
      return new ControlKey(key, id(publicKey(key)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new StartException(unusable(file, e.toString()), e);
    }
  }

  private static String unusable(Path file, String why) {
    return "control.key-file %s can't be used: %s. ./cbnet bundle keygen control makes one"
        .formatted(file, why);
  }

  /** First 16 hex digits of the SHA-256 of the public key's X.509 form, for people. */
  public String id() {
    return id;
  }

  /** The 64 bytes of the signature over exactly these bytes. */
  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(Objects.requireNonNull(message, "message is null"));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can sign", e);
    }
  }

  private static String id(PublicKey key) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
  }

  /** The JDK has no other way from a private key to its public half than its seed. */
  private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
    byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** Gives a known seed. */
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

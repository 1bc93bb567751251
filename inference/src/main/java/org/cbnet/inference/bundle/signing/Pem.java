package org.cbnet.inference.bundle.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes PEM (RFC 7468) as openssl does. */
final class Pem {
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final int MAX_BYTES = 16 << 10;

  private Pem() {}

  /** The content of the one block of a file, which must be of the type. */
  static byte[] read(Path file, String type) throws ReleaseException {
    Matcher block = BLOCK.matcher(text(file, type));
    if (!block.find() || !block.group(1).equals(type)) {
      throw new ReleaseException(
          "%s must be a PEM file with one %s, as %s"
              .formatted(
                  file,
                  type,
                  type.equals(PRIVATE)
                      ? "openssl genpkey -algorithm ed25519 writes it"
                      : "openssl pkey -in KEY -pubout writes it"));
    }
    return Base64.getMimeDecoder().decode(block.group(2));
  }

  static String text(String type, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type);
  }

  private static String text(Path file, String type) throws ReleaseException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ReleaseException("%s is too large for a %s".formatted(file, type));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new ReleaseException("no key file " + file, e);
    } catch (ReleaseException e) {
      throw e;
    } catch (IOException e) {
      throw new ReleaseException("can't read key file %s: %s".formatted(file, e), e);
    }
  }
}

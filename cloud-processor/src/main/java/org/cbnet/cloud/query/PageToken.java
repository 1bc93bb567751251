package org.cbnet.cloud.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page ended, for whoever asks for the next one: the last row's key, and a check that the
 * question is still the same. It holds no place on a server, so it never expires.
 */
public final class PageToken {
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  /** A token of the last row's key and the question's text. */
  public static String of(String lastKey, String question) {
    String text = check(question) + SEPARATOR + lastKey;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key behind which the next page begins.
   *
   * @throws BadTokenException where it is no token, or one of another question
   */
  public static String lastKey(String parameter, String token, String question) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadTokenException(parameter, token);
    }
    int end = text.indexOf(SEPARATOR);
    if (end < 0 || !text.substring(0, end).equals(check(question))) {
      throw new BadTokenException(parameter, token);
    }
    return text.substring(end + 1);
  }

  private static String check(String question) {
    CRC32 crc = new CRC32();
    crc.update(question.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}

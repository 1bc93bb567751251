package org.cbnet.cloud.http;

import java.util.Locale;

/** Picks what to answer with by the Accept header (RFC 9110, 12.5.1). */
final class MediaTypes {

  private MediaTypes() {}

  /**
   * The media type that a caller would rather have; of equals the first.
   *
   * @param accept header; null where there is none
   * @param offered what there is
   * @throws ProblemException 406 where nothing of it is acceptable
   */
  static String best(String accept, String... offered) {
    if (accept == null || accept.isBlank()) {
      return offered[0];
    }
    String best = null;
    double bestQuality = 0;
    for (String mediaType : offered) {
      double quality = quality(accept.toLowerCase(Locale.ROOT), mediaType);
      if (quality > bestQuality) {
        best = mediaType;
        bestQuality = quality;
      }
    }
    if (best == null) {
      throw new ProblemException(
          406,
          "not-acceptable",
          "Accept must allow %s: '%s'".formatted(String.join(" or ", offered), accept));
    }
    return best;
  }

  /** Of the most specific range that the media type is in; 0 where it is in none. */
  private static double quality(String accept, String mediaType) {
    int bestSpecificity = -1;
    double quality = 0;
    for (String part : accept.split(",", -1)) {
      String[] range = part.split(";", -1);
      int specificity = specificity(range[0].strip(), mediaType);
      if (specificity > bestSpecificity) {
        bestSpecificity = specificity;
        quality = quality(range);
      }
    }
    return quality;
  }

  private static int specificity(String range, String mediaType) {
    if (range.equals(mediaType)) {
      return 2;
    }
    if (range.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static double quality(String[] range) {
    for (int i = 1; i < range.length; i++) {
      String parameter = range[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}

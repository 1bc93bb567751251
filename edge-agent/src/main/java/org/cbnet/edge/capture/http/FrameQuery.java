package org.cbnet.edge.capture.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cbnet.inference.Frame;

/**
 * What the query of a POST says of its frame.
 *
 * @param id of the frame; empty for one that is made up
 * @param label its class, or {@link Frame#UNLABELLED}
 */
record FrameQuery(Optional<String> id, int label) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._@:-]{1,64}");
  private static final Pattern LABEL = Pattern.compile("[0-9]{1,6}");

  /**
   * Reads a query.
   *
   * @param query as it was sent; null where there is none
   * @param classes that the network tells apart
   */
  static FrameQuery parse(String query, int classes) throws Refusal {
    Map<String, String> values = new HashMap<>();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.equals("id") && !name.equals("label")) {
        throw new Refusal(400, "the query may have id and label, not '%s'".formatted(name));
      }
      if (values.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
        throw new Refusal(400, "the query has %s twice".formatted(name));
      }
    }
    return new FrameQuery(
        Optional.ofNullable(id(values.get("id"))), label(values.get("label"), classes));
  }

  private static String id(String text) throws Refusal {
    if (text != null && !ID.matcher(text).matches()) {
      throw new Refusal(400, "id must be %s: %s".formatted(ID.pattern(), text));
    }
    return text;
  }

  private static int label(String text, int classes) throws Refusal {
    if (text == null) {
      return Frame.UNLABELLED;
    }
    if (!LABEL.matcher(text).matches() || Integer.parseInt(text) >= classes) {
      throw new Refusal(400, "label must be a class from 0 to %d: %s".formatted(classes - 1, text));
    }
    return Integer.parseInt(text);
  }

  private static String decoded(String text) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "the query can't be decoded: " + e.getMessage());
    }
  }
}

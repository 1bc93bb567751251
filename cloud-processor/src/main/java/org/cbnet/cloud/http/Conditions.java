package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.cloud.control.table.Change;

/**
 * What a change builds on (RFC 9110, 13.1): {@code If-Match: "REVISION"}, {@code If-Match: *} for
 * whatever is there, {@code If-None-Match: *} for nothing. One of them must be there, so that
 * nobody overwrites what they have not seen.
 */
final class Conditions {
  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private Conditions() {}

  /**
   * The revision to expect.
   *
   * @param current revision that is there
   */
  static long expected(Context context, OptionalLong current) {
    String match = context.header("If-Match");
    String noneMatch = context.header("If-None-Match");
    if (match != null && noneMatch != null) {
      throw new BadParameterException("If-Match and If-None-Match exclude each other");
    }
    if (noneMatch != null) {
      if (!noneMatch.equals("*")) {
        throw new BadParameterException("If-None-Match must be *: '%s'".formatted(noneMatch));
      }
      return Change.ABSENT;
    }
    if (match == null) {
      throw new HttpResponseException(
          428,
          "send If-Match: %s, or If-None-Match: * to make a new one"
              .formatted(current.isPresent() ? tag(current.getAsLong()) : "with the ETag"));
    }
    if (match.equals("*")) {
      return current.orElseThrow(() -> failed("there is nothing to match"));
    }
    Matcher tag = TAG.matcher(match);
    if (!tag.matches()) {
      throw new BadParameterException(
          "If-Match must be * or a revision such as \"7\": '%s'".formatted(match));
    }
    return Long.parseLong(tag.group(1));
  }

  static HttpResponseException failed(String why) {
    return new HttpResponseException(412, why + ": get it again, then decide again");
  }

  static String tag(long revision) {
    return "\"%d\"".formatted(revision);
  }
}

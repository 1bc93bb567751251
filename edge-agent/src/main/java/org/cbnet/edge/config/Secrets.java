package org.cbnet.edge.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that leave the process: of keys by their name, of URLs, of what looks
 * like a secret, and wherever a known one occurs.
 */
public final class Secrets {
  /** What stands where a secret was. */
  public static final String HIDDEN = "(hidden)";

  private static final String WORDS =
      "password|passwd|passphrase|secret|jaas|token|credential|authorization|api[-_.]?key";
  // A key that is called public may be shown, and keys (of a trust list) are.
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(" + WORDS + ").*|(?!.*public)(.*[._-])?key([._-].*)?");
  private static final Pattern USER_INFO =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^/@\\s]+@");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]+");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)([A-Za-z0-9._-]*(?:"
              + WORDS
              + ")[A-Za-z0-9._-]*\"?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&)]+)");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)");
  private static final Pattern JAAS_VALUE = Pattern.compile("\"([^\"]+)\"|'([^']+)'");
  // Anything shorter also stands where it is no secret, and hiding it there would hide the text.
  private static final int LEAST_CHARS = 4;

  private final List<String> known;

  private Secrets(List<String> known) {
    this.known = known;
  }

  /** Knows the values of all keys and variables whose name says that they are secret. */
  public static Secrets of(Collection<Map<String, String>> named) {
    List<String> known = new ArrayList<>();
    for (Map<String, String> values : named) {
      values.forEach((name, value) -> collect(name, value, known));
    }
    known.removeIf(value -> value.length() < LEAST_CHARS);
    // A secret that holds another one goes first.
    known.sort(Comparator.comparingInt(String::length).reversed());
    return new Secrets(known);
  }

  /** Knows what the configuration and the environment of the process hold. */
  public static Secrets of(AgentConfig config, Map<String, String> environment) {
    return of(List.of(ConfigKeys.values(config), environment));
  }

  /** Whether what has this name is a secret. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** The value of a key or variable as it may be shown. */
  public static String shown(String name, String value) {
    return isSecret(name) ? HIDDEN : USER_INFO.matcher(value).replaceAll("$1" + HIDDEN + "@");
  }

  /** A text without what is known to be secret, and without what looks like it. */
  public String hide(String text) {
    String left = text;
    for (String secret : known) {
      left = left.replace(secret, HIDDEN);
    }
    left = PRIVATE_KEY.matcher(left).replaceAll(HIDDEN);
    left = USER_INFO.matcher(left).replaceAll("$1" + HIDDEN + "@");
    left = BEARER.matcher(left).replaceAll("$1 " + HIDDEN);
    return ASSIGNED.matcher(left).replaceAll("$1" + HIDDEN);
  }

  private static void collect(String name, String value, List<String> known) {
    if (isSecret(name)) {
      known.add(value);
      Matcher inside = JAAS_VALUE.matcher(value);
      while (inside.find()) {
        known.add(inside.group(1) == null ? inside.group(2) : inside.group(1));
      }
    }
    Matcher url = USER_INFO.matcher(value);
    while (url.find()) {
      String userInfo = value.substring(url.end(1), url.end() - 1);
      known.add(userInfo.substring(userInfo.indexOf(':') + 1));
    }
  }
}

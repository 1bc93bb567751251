package org.cbnet.edge.health;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which {@code Host} headers are answered: addresses, {@code localhost}, and names that the
 * configuration lists.
 *
 * <p>A web page can make its own name lead to this server (DNS rebinding) and then read what it
 * answers; it can't make the browser send another name, or an address, than the one it came by.
 */
final class HostGuard {
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+\\]");

  private final Set<String> names;

  /**
   * @param names allowed beside addresses and {@code localhost}, without port, lower case
   */
  HostGuard(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /**
   * @param host the header; null where there is none
   */
  boolean allows(String host) {
    if (host == null) {
      return false;
    }
    String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
  }
}

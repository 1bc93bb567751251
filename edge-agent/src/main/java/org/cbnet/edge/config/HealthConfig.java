package org.cbnet.edge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where this device answers how it is.
 *
 * @param address to listen at
 * @param port to listen at; 0 for no pages
 * @param hostNames by which it may be asked, comma-separated; addresses always do
 */
public record HealthConfig(String address, int port, Optional<String> hostNames) {
  private static final String NAME = "[A-Za-z0-9.-]{1,253}";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern LOOKS_LIKE_ADDRESS =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int MAX_PORT = 65_535;

  // No names: to look one up needs a network, which may be away when the agent starts.
  static final Setting<String> ADDRESS =
      new Setting<>(
          "health.address",
          "an IP address of this machine",
          Function.identity(),
          HealthConfig::isAddress);
  static final Setting<Integer> PORT = Setting.whole("health.port", 0, MAX_PORT);
  static final Setting<String> HOST_NAMES =
      Setting.matching(
          "health.host-names", "NAME[,NAME...]", Pattern.compile(NAME + "(," + NAME + ")*"));

  public HealthConfig {
    ADDRESS.check(address);
    PORT.check(port);
    HOST_NAMES.check(hostNames);
  }

  // What looks like one is read as one, and never looked up as a name.
  private static boolean isAddress(String text) {
    try {
      return LOOKS_LIKE_ADDRESS.matcher(text).matches() && InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static HealthConfig read(Values values) {
    return new HealthConfig(
        values.get(ADDRESS, "127.0.0.1"), values.get(PORT, "8085"), values.find(HOST_NAMES));
  }

  /** The names by which it may be asked, in lower case. */
  public Set<String> names() {
    return hostNames.stream()
        .flatMap(names -> Arrays.stream(names.toLowerCase(Locale.ROOT).split(",")))
        .collect(Collectors.toUnmodifiableSet());
  }
}

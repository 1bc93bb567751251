package org.cbnet.cloud.control.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cbnet.schemas.record.DeviceKey;

/**
 * What somebody wants the registry to say of a device.
 *
 * @param deviceId device
 * @param state in service or not
 * @param site where it is
 * @param board key of its board, where it is known
 * @param groups that it belongs to
 * @param keys that sign what it sends
 */
public record Registration(
    String deviceId,
    RegistryState state,
    String site,
    Optional<String> board,
    List<String> groups,
    List<DeviceKey> keys) {
  /** More would be a mistake; every group is looked at whenever a desired state changes. */
  public static final int MAX_GROUPS = 32;

  private static final int MAX_KEYS = 8;
  private static final int MAX_KEY_BYTES = 1_024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern BOARD = Pattern.compile("[A-Za-z0-9._+-]{1,64}");
  // The key of the state for every device.
  private static final String RESERVED = "default";

  public Registration {
    name("deviceId", deviceId, ID);
    if (deviceId.equals(RESERVED)) {
      throw new IllegalArgumentException("deviceId can't be 'default': the whole fleet's state is");
    }
    if (state == null) {
      throw new IllegalArgumentException("state must be invited, active, revoked or retired");
    }
    name("site", site, ID);
    Objects.requireNonNull(board, "board is null");
    board.ifPresent(text -> name("board", text, BOARD));
    groups.forEach(group -> name("groups", group, ID));
    groups = groups.stream().sorted().toList();
    if (groups.size() > MAX_GROUPS || new HashSet<>(groups).size() < groups.size()) {
      throw new IllegalArgumentException(
          "groups must be at most %d different names: %s".formatted(MAX_GROUPS, groups));
    }
    keys = List.copyOf(keys);
    check(keys);
  }

  private static void check(List<DeviceKey> keys) {
    if (keys.size() > MAX_KEYS
        || keys.stream().map(DeviceKey::getKeyId).distinct().count() < keys.size()) {
      throw new IllegalArgumentException(
          "keys must be at most %d with different keyId: %d".formatted(MAX_KEYS, keys.size()));
    }
    for (DeviceKey key : keys) {
      name("keys.keyId", key.getKeyId(), ID);
      name("keys.algorithm", key.getAlgorithm(), ID);
      int bytes = key.getKey().remaining();
      if (bytes < 1 || bytes > MAX_KEY_BYTES) {
        throw new IllegalArgumentException(
            "keys.key must have 1 to %d bytes: %d".formatted(MAX_KEY_BYTES, bytes));
      }
      if (key.getNotAfterMicros() != null && key.getNotAfterMicros() < key.getNotBeforeMicros()) {
        throw new IllegalArgumentException("keys.notAfter is before keys.notBefore");
      }
    }
  }

  private static void name(String field, String text, Pattern pattern) {
    if (text == null || !pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s must match %s: '%s'".formatted(field, pattern.pattern(), text));
    }
  }
}

package org.cbnet.cloud.control.desired;

import java.util.regex.Pattern;

/**
 * For whom a desired state is: a device, a group or every device.
 *
 * @param key in the topic: the device's id, {@code group:} and a name, or {@code default}
 */
public record Level(String key) {
  /** Every device. */
  public static final Level DEFAULT = new Level("default");

  private static final String GROUP = "group:";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** One device; none can be called {@code default}, which is the fleet's key. */
  public static Level device(String deviceId) {
    if (!ID.matcher(deviceId).matches() || deviceId.equals(DEFAULT.key)) {
      throw new IllegalArgumentException(
          "id must match %s and not be 'default': '%s'".formatted(ID.pattern(), deviceId));
    }
    return new Level(deviceId);
  }

  /** The devices of a group, whether there are any or not. */
  public static Level group(String name) {
    if (!ID.matcher(name).matches()) {
      throw new IllegalArgumentException("name must match %s: '%s'".formatted(ID.pattern(), name));
    }
    return new Level(GROUP + name);
  }

  /** Whether only one device is concerned. */
  static boolean isDevice(String key) {
    return !key.equals(DEFAULT.key) && !key.startsWith(GROUP);
  }
}

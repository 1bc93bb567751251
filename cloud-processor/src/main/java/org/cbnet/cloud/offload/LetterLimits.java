package org.cbnet.cloud.offload;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.cbnet.cloud.deadletter.LetterLimit;

/**
 * How many dead letters one device may have here, see {@link LetterLimit}; what has no device's key
 * shares one limit. Remembers the last {@link #MOST} devices. Safe for several threads.
 */
final class LetterLimits {
  private static final int MOST = 10_000;
  private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MAX_ID_BYTES = 64;
  private static final String NO_DEVICE = "";

  private final Map<String, LetterLimit> byDevice = new LinkedHashMap<>(16, 0.75f, true);

  /** Takes one letter, if there is one left. */
  synchronized boolean take(byte[] key, long millis) {
    String deviceId = deviceId(key);
    LetterLimit limit = byDevice.computeIfAbsent(deviceId, any -> LetterLimit.full());
    if (byDevice.size() > MOST) {
      byDevice.remove(byDevice.keySet().iterator().next());
    }
    return limit.take(millis);
  }

  private static String deviceId(byte[] key) {
    if (key == null || key.length > MAX_ID_BYTES) {
      return NO_DEVICE;
    }
    String text = new String(key, StandardCharsets.ISO_8859_1);
    return DEVICE_ID.matcher(text).matches() ? text : NO_DEVICE;
  }
}

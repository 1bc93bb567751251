package org.cbnet.cloud.http;

import java.lang.reflect.Type;

/**
 * What an operation takes in.
 *
 * @param mediaType the only one it takes
 * @param type that JSON is read into; null where it is no JSON
 * @param maxBytes beyond which it is refused
 */
record Body(String mediaType, Type type, long maxBytes) {
  static final String JSON = "application/json";
}

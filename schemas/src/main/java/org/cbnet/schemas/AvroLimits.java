package org.cbnet.schemas;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The two settings that Avro only has for a whole process: what may be allocated for a length field
 * and which packages may be decoded into.
 */
final class AvroLimits {
  private static final Set<String> TRUSTED = ConcurrentHashMap.newKeySet();

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> TRUSTED.contains(type.getPackageName())));
  }

  private AvroLimits() {}

  /** Lets Avro decode into the classes of a package, which 1.12.2 refuses by itself. */
  static void trust(String packageName) {
    TRUSTED.add(packageName);
  }

  /** Sets limits that the operator has not set; Avro reads them once, before it first decodes. */
  static void apply(int maxBytes) {
    setDefault(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, maxBytes);
    setDefault(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, maxBytes);
    setDefault(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, maxBytes);
  }

  private static void setDefault(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }
}

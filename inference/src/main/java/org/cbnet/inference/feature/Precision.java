package org.cbnet.inference.feature;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How exactly a feature map's values travel. */
public enum Precision {
  /** As computed. */
  FLOAT32("float32", Float.BYTES),
  /** IEEE 754 half precision; values beyond 65,504 are refused. */
  FLOAT16("float16", Short.BYTES),
  /** 8 bits, affine over the whole tensor. */
  UINT8("uint8", Byte.BYTES);

  private final String id;
  private final int bytes;

  Precision(String id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /** The name that configuration and wire use. */
  public String id() {
    return id;
  }

  /** Bytes of an element before compression. */
  public int bytes() {
    return bytes;
  }

  /**
   * Finds one by its {@link #id()}.
   *
   * @throws IllegalArgumentException where there is none, naming those that there are
   */
  public static Precision of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown precision '%s': choose one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Precision::id)
                                .collect(Collectors.joining(", ")))));
  }
}

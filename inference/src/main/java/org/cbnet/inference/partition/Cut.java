package org.cbnet.inference.partition;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One way to divide a network between device and cloud.
 *
 * @param number 0 where all is in the cloud, then upwards with the device's part; the last is all
 *     on the device
 * @param name {@link #INPUT}, {@link #OUTPUT}, or the tensor that the head makes last
 * @param tensors what the tail needs, in the order in which the head makes them; the image where
 *     all is in the cloud, nothing where all is on the device
 * @param deviceMacs multiply-accumulates of the head for one image; null where the graph has
 *     operators of which nobody can tell
 * @param cloudMacs those of the tail; null like those of the head
 */
public record Cut(
    int number, String name, List<CutTensor> tensors, Long deviceMacs, Long cloudMacs) {
  /** Name of the cut where all is in the cloud; on the wire too. */
  public static final String INPUT = "input";

  /** Name of the cut where all is on the device. */
  public static final String OUTPUT = "output";

  public Cut {
    Objects.requireNonNull(name, "name of cut " + number + " is null");
    tensors = List.copyOf(tensors);
    if (number < 0 || (number == 0 && !name.equals(INPUT))) {
      throw new IllegalArgumentException(
          "numbers start at 0, which is called %s: %d, %s".formatted(INPUT, number, name));
    }
    if ((deviceMacs == null) != (cloudMacs == null)
        || (deviceMacs != null && (deviceMacs < 0 || cloudMacs < 0))) {
      throw new IllegalArgumentException(
          "multiply-accumulates of cut %d must be >= 0 or unknown on both sides: %s, %s"
              .formatted(number, deviceMacs, cloudMacs));
    }
  }

  /** The field {@code cut} on the wire: {@code input}, then {@code 1:NAME} and so on. */
  public String id() {
    return number == 0 ? INPUT : number + ":" + name;
  }

  /** Whether the device computes anything. */
  public boolean hasHead() {
    return number > 0;
  }

  /** Whether the cloud computes anything. */
  public boolean hasTail() {
    return !tensors.isEmpty();
  }

  /** Bytes that cross for one image, neither quantised nor compressed. */
  public long bytes() {
    return tensors.stream().mapToLong(CutTensor::bytes).sum();
  }

  /** Multiply-accumulates that each byte sent spares the device; empty where it makes no sense. */
  public OptionalDouble macsPerByte() {
    return cloudMacs == null || !hasTail()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) cloudMacs / bytes());
  }
}

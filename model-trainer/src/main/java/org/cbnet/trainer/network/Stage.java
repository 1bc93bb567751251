package org.cbnet.trainer.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution and the ReLU after it: {@code 16k4s4} for 16 channels, kernel 4 and step 4. An odd
 * kernel is padded so that step 1 keeps the size; an even one is not padded.
 *
 * @param channels computed
 * @param kernel rows and columns
 * @param stride step in both directions
 */
public record Stage(int channels, int kernel, int stride) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})k(\\d{1,2})s(\\d{1,2})");

  public Stage {
    if (channels < 1 || kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "channels, kernel and step must be at least 1: %dk%ds%d"
              .formatted(channels, kernel, stride));
    }
  }

  /** Reads the form that {@link #id} gives. */
  static Stage parse(String id) {
    Matcher matcher = FORM.matcher(id);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no convolution: write CHANNELSkKERNELsSTEP, as in 16k4s4".formatted(id));
    }
    return new Stage(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  String id() {
    return "%dk%ds%d".formatted(channels, kernel, stride);
  }

  Conv conv(int in) {
    return new Conv(in, channels, kernel, stride, kernel % 2 == 0 ? 0 : kernel / 2);
  }
}

package org.cbnet.trainer.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution and the ReLU after it: {@code 16k4s4} for 16 channels, kernel 4 and step 4. Unless
 * {@code p} says otherwise, as in {@code 16k6s4p1}, an odd kernel is padded so that step 1 keeps
 * the size, and an even one is not padded.
 *
 * @param channels computed
 * @param kernel rows and columns
 * @param stride step in both directions
 * @param padding rows and columns of zeros on each side
 */
public record Stage(int channels, int kernel, int stride, int padding) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4})k(\\d{1,2})s(\\d{1,2})(?:p(\\d))?");

  public Stage {
    if (channels < 1 || kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "channels, kernel and step must be at least 1: %dk%ds%d"
              .formatted(channels, kernel, stride));
    }
    if (padding < 0 || padding >= kernel) {
      throw new IllegalArgumentException(
          "padding must be at least 0 and below the kernel %d: %d".formatted(kernel, padding));
    }
  }

  /** Reads the form that {@link #id} gives. */
  static Stage parse(String id) {
    Matcher matcher = FORM.matcher(id);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no convolution: write CHANNELSkKERNELsSTEP, as in 16k4s4".formatted(id));
    }
    int kernel = Integer.parseInt(matcher.group(2));
    String padding = matcher.group(4);
    return new Stage(
        Integer.parseInt(matcher.group(1)),
        kernel,
        Integer.parseInt(matcher.group(3)),
        padding == null ? usualPadding(kernel) : Integer.parseInt(padding));
  }

  String id() {
    String more = padding == usualPadding(kernel) ? "" : "p" + padding;
    return "%dk%ds%d%s".formatted(channels, kernel, stride, more);
  }

  Conv conv(int in) {
    return new Conv(in, channels, kernel, stride, padding);
  }

  private static int usualPadding(int kernel) {
    return kernel % 2 == 0 ? 0 : kernel / 2;
  }
}

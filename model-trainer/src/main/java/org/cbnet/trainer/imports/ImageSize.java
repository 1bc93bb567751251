package org.cbnet.trainer.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Size of a network's input image.
 *
 * @param height rows
 * @param width columns
 */
public record ImageSize(int height, int width) {
  /** Longest side: keeps the number of pixels an int. */
  static final int MAX_SIDE = 9_999;

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  public ImageSize {
    if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) {
      throw new IllegalArgumentException(
          "height and width must be 1 to %d: %d x %d".formatted(MAX_SIDE, height, width));
    }
  }

  /** Reads {@code 28x28}, rows first. */
  public static ImageSize parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no size: write rows x columns, 1 to 9999 each, as in 28x28".formatted(text));
    }
    return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}

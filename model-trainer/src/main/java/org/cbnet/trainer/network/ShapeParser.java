package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;

/** Reads the id of a {@link ConversionShape}, part after part. */
final class ShapeParser {
  private final String[] parts;
  private int next;

  ShapeParser(String[] parts) {
    this.parts = parts;
  }

  ConversionShape shape() {
    boolean all = take(ConversionShape.ALL_NORMALISED);
    boolean normalised = all || take(ConversionShape.NORMALISED);
    List<Stage> stages = stages();
    int dense = more(ConversionShape.DENSE) ? number(ConversionShape.DENSE) : 0;
    boolean rectified = next < parts.length && parts[next].endsWith(ConversionShape.RECTIFIED);
    if (rectified) {
      parts[next] = parts[next].substring(0, parts[next].length() - 1);
    }
    int code = number("b");
    int image = more("i") ? number("i") : 0;
    int hidden = image == 0 && more("h") ? number("h") : 0;
    List<Stage> light = image == 0 ? List.of() : stages();
    if (next < parts.length) {
      throw new IllegalArgumentException("'" + parts[next] + "' is too much");
    }
    return new ConversionShape(
        new Encoder(stages, dense, code, rectified, normalised), image, light, all, hidden);
  }

  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    while (next < parts.length && !parts[next].isEmpty() && digit(parts[next].charAt(0))) {
      stages.add(Stage.parse(parts[next++]));
    }
    return stages;
  }

  private boolean take(String word) {
    boolean found = next < parts.length && parts[next].equals(word);
    next += found ? 1 : 0;
    return found;
  }

  private boolean more(String letter) {
    return next < parts.length && parts[next].startsWith(letter);
  }

  private int number(String letter) {
    String part = next < parts.length ? parts[next++] : "";
    if (!part.matches(letter + "[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          "'%s' where %s and a number belongs".formatted(part, letter));
    }
    return Integer.parseInt(part.substring(1));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}

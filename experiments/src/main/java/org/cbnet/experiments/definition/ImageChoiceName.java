package org.cbnet.experiments.definition;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.experiments.definition.ImageChoice.Corrupted;
import org.cbnet.experiments.definition.ImageChoice.Corruption;
import org.cbnet.experiments.definition.ImageChoice.Labeller;
import org.cbnet.experiments.definition.ImageChoice.Stratum;

/** Names of choices of images, as definitions write them. */
final class ImageChoiceName {
  private static final Pattern STRATUM = Pattern.compile("(hard|easy)-by-(entropy|confidence)");
  private static final Pattern CORRUPTED =
      Pattern.compile("(noise|blur|rotation|contrast)-([1-5])");
  private static final Pattern PART = Pattern.compile("([1-9][0-9]?|100)-percent");

  private ImageChoiceName() {}

  static ImageChoice parse(String name, int mostPerClass) {
    if (name.equals(ImageChoice.ALL.name())) {
      return ImageChoice.ALL;
    }
    Matcher stratum = STRATUM.matcher(name);
    if (stratum.matches()) {
      return new Stratum(
          Labeller.valueOf(stratum.group(2).toUpperCase(Locale.ROOT)),
          stratum.group(1).equals("hard"),
          mostPerClass);
    }
    Matcher corrupted = CORRUPTED.matcher(name);
    if (corrupted.matches()) {
      return new Corrupted(
          Corruption.valueOf(corrupted.group(1).toUpperCase(Locale.ROOT)),
          Integer.parseInt(corrupted.group(2)));
    }
    Matcher part = PART.matcher(name);
    if (part.matches()) {
      return new ImageChoice.Part(Integer.parseInt(part.group(1)));
    }
    throw new IllegalArgumentException(
        "unknown images '%s': all, hard-by-entropy, easy-by-confidence, noise-1 to -5, blur-1,"
                .formatted(name)
            + " rotation-1, contrast-1, or 1-percent to 100-percent");
  }
}

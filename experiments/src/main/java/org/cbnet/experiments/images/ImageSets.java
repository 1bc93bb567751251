package org.cbnet.experiments.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.definition.ImageChoice.Corrupted;
import org.cbnet.experiments.definition.ImageChoice.Stratum;
import org.cbnet.inference.dataset.LabelledImages;

/** Makes of a test set what a definition's choices say. One thread. */
public final class ImageSets {
  private final LabelledImages images;
  private final HardImages hard;
  private final long seed;

  /**
   * @param images the test set
   * @param bundles folder of the data set's bundles, for labellers
   * @param seed of what is drawn
   */
  public ImageSets(LabelledImages images, Path bundles, long seed) {
    this.images = images;
    this.hard = new HardImages(bundles, images);
    this.seed = seed;
  }

  /**
   * The images of a choice, all choices' in the same order of frames where they are all images.
   *
   * @throws IOException where a labeller's bundle can't be read
   */
  public LabelledImages of(ImageChoice choice) throws IOException {
    if (choice instanceof Stratum stratum) {
      BitSet chosen = hard.by(stratum.labeller());
      if (!stratum.isHard()) {
        chosen.flip(0, images.size());
      }
      return pick(choice, balanced(chosen, stratum.mostPerClass()));
    }
    if (choice instanceof ImageChoice.Part part) {
      return pick(choice, part(part.percent()));
    }
    if (choice instanceof Corrupted corrupted) {
      return corrupt(corrupted);
    }
    return images;
  }

  // As many of each class as the class with the fewest has, or as are wanted.
  private List<Integer> balanced(BitSet chosen, int mostPerClass) {
    List<List<Integer>> byClass = shuffledByClass(chosen);
    int least = byClass.stream().mapToInt(List::size).filter(size -> size > 0).min().orElse(0);
    return first(byClass, size -> Math.min(mostPerClass, least));
  }

  private List<Integer> part(int percent) {
    BitSet all = new BitSet(images.size());
    all.set(0, images.size());
    return first(shuffledByClass(all), size -> (int) Math.round(size * percent / 100.0));
  }

  private List<List<Integer>> shuffledByClass(BitSet chosen) {
    List<List<Integer>> byClass = new ArrayList<>();
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      while (byClass.size() <= images.label(i)) {
        byClass.add(new ArrayList<>());
      }
      byClass.get(images.label(i)).add(i);
    }
    Random random = new Random(seed);
    byClass.forEach(indexes -> Collections.shuffle(indexes, random));
    return byClass;
  }

  private static List<Integer> first(
      List<List<Integer>> byClass, java.util.function.IntUnaryOperator count) {
    List<Integer> picked = new ArrayList<>();
    for (List<Integer> indexes : byClass) {
      picked.addAll(indexes.subList(0, Math.min(indexes.size(), count.applyAsInt(indexes.size()))));
    }
    Collections.sort(picked);
    return picked;
  }

  private LabelledImages pick(ImageChoice choice, List<Integer> indexes) {
    int length = images.height() * images.width();
    byte[] pixels = new byte[indexes.size() * length];
    byte[] labels = new byte[indexes.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(images.pixels(), indexes.get(i) * length, pixels, i * length, length);
      labels[i] = images.labels()[indexes.get(i)];
    }
    return named(choice, pixels, labels);
  }

  private LabelledImages corrupt(Corrupted how) {
    int length = images.height() * images.width();
    byte[] pixels = new byte[images.pixels().length];
    byte[] image = new byte[length];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.pixels(), i * length, image, 0, length);
      byte[] corrupted = Corruptions.of(image, images.height(), images.width(), how, 31 * seed + i);
      System.arraycopy(corrupted, 0, pixels, i * length, length);
    }
    return named(how, pixels, images.labels());
  }

  private LabelledImages named(ImageChoice choice, byte[] pixels, byte[] labels) {
    return new LabelledImages(
        images.dataSet(),
        images.split(),
        "%s of %s".formatted(choice.name(), images.origin()),
        images.height(),
        images.width(),
        pixels,
        labels);
  }
}

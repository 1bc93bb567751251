package org.cbnet.trainer.evaluation.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.accuracy.Answers;
import org.cbnet.trainer.evaluation.judge.ConvertedImages;
import org.cbnet.trainer.evaluation.report.ContactSheet.Picture;

/**
 * Picks the images that are worth a look: frames drawn at random, so that nobody chose the good
 * ones, and mistakes. {@code cbnet} shows every mistake that it is sure of, and any other that
 * converts its surest, with the image that misled it.
 */
final class ContactSheets {
  private static final int SHOWN = 20;
  private static final int MISTAKES = 8;
  private static final String CBNET = "cbnet";
  private static final float SURE = 0.9f;
  private static final long SEED = 1;

  private final Provider provider;
  private final BitSet candidates;

  /**
   * @param candidates frames that conversions are drawn from
   */
  ContactSheets(Provider provider, BitSet candidates) {
    this.provider = provider;
    this.candidates = candidates;
  }

  ContactSheet of(OpenBundle bundle, Answers answers) throws BundleException {
    List<Picture> conversions = pictures(bundle, answers, drawn(answers.frames()), true);
    List<Picture> mistakes = List.of();
    if (!bundle.provenance().scoresOnly()) {
      boolean converts = !conversions.isEmpty();
      List<Integer> surest = surestMistakes(answers);
      mistakes =
          pictures(
              bundle,
              answers,
              bundle.name().equals(CBNET)
                  ? surest.stream().filter(i -> answers.confidence(i) >= SURE).toList()
                  : surest.stream().limit(MISTAKES).toList(),
              converts);
    }
    return new ContactSheet(bundle.name(), conversions, mistakes);
  }

  private List<Integer> drawn(int frames) {
    List<Integer> all =
        new ArrayList<>(candidates.stream().filter(i -> i < frames).boxed().toList());
    Collections.shuffle(all, new Random(SEED));
    return all.subList(0, Math.min(SHOWN, all.size()));
  }

  private static List<Integer> surestMistakes(Answers answers) {
    return IntStream.range(0, answers.frames())
        .filter(i -> !answers.right(i) && answers.label(i) >= 0)
        .boxed()
        .sorted(Comparator.comparing(answers::confidence).reversed())
        .toList();
  }

  // None where converted images are wanted and the network has none.
  private List<Picture> pictures(
      OpenBundle bundle, Answers answers, List<Integer> shown, boolean converted)
      throws BundleException {
    List<Frame> frames = shown.stream().map(answers::frame).toList();
    List<Frame> images =
        converted ? ConvertedImages.of(bundle.bundle(), provider, frames) : List.of();
    if (converted && images.isEmpty()) {
      return List.of();
    }
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      pictures.add(picture(bundle, answers, shown.get(i), converted ? images.get(i) : null));
    }
    return pictures;
  }

  private static Picture picture(OpenBundle bundle, Answers answers, int index, Frame converted) {
    List<String> classes = bundle.manifest().classes();
    Frame frame = answers.frame(index);
    int label = answers.label(index);
    return new Picture(
        frame,
        converted,
        classes.get(frame.trueLabel()),
        label < 0 ? "no answer" : classes.get(label),
        bundle.provenance().scoresOnly() ? null : (double) answers.confidence(index));
  }
}

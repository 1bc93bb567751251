package org.cbnet.trainer.evaluation.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.accuracy.Answers;
import org.cbnet.trainer.evaluation.report.ContactSheet.Picture;

/** Picks the images that are worth a look. */
final class ContactSheets {
  private static final int MISTAKES = 8;

  private final Provider provider;
  private final BitSet candidates;

  /**
   * @param candidates frames that conversions are picked from: the first of every class
   */
  ContactSheets(Provider provider, BitSet candidates) {
    this.provider = provider;
    this.candidates = candidates;
  }

  ContactSheet of(OpenBundle bundle, Answers answers) throws BundleException {
    List<Integer> shown = firstOfEachClass(bundle.manifest().classes().size(), answers);
    List<Frame> frames = shown.stream().map(answers::frame).toList();
    List<Frame> converted = ConvertedImages.of(bundle.bundle(), provider, frames);
    List<Picture> conversions = new ArrayList<>();
    for (int i = 0; i < converted.size(); i++) {
      conversions.add(picture(bundle, answers, shown.get(i), converted.get(i)));
    }
    List<Picture> mistakes =
        bundle.provenance().scoresOnly() ? List.of() : mistakes(bundle, answers);
    return new ContactSheet(bundle.name(), conversions, mistakes);
  }

  private static List<Picture> mistakes(OpenBundle bundle, Answers answers) {
    return IntStream.range(0, answers.frames())
        .filter(i -> !answers.right(i) && answers.label(i) >= 0)
        .boxed()
        .sorted(Comparator.comparing(answers::confidence).reversed())
        .limit(MISTAKES)
        .map(i -> picture(bundle, answers, i, null))
        .toList();
  }

  private List<Integer> firstOfEachClass(int classes, Answers answers) {
    List<Integer> found = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      int wanted = c;
      candidates.stream()
          .filter(i -> i < answers.frames() && answers.frame(i).trueLabel() == wanted)
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
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

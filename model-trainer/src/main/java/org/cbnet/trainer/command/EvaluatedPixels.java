package org.cbnet.trainer.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.FolderPerClass;
import org.cbnet.inference.dataset.GreyImage;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.evaluation.EvaluationListener;

/**
 * Images for what asks how a network computes, not whether it is right: brought to its size, and of
 * any classes.
 *
 * @param named where they are
 */
record EvaluatedPixels(EvaluatedImages named) {

  /**
   * The first images in the size that a bundle takes.
   *
   * @throws InputException where there are fewer
   */
  List<Frame> first(int count, DataSets sets, BundleManifest manifest, EvaluationListener listener)
      throws IOException {
    LabelledImages images = load(sets, manifest, listener);
    if (count > images.size()) {
      throw new InputException(
          "%d images are asked for, %s has %d (%s)"
              .formatted(count, named.dataset(), images.size(), images.origin()));
    }
    listener.note(
        "%s: the first %d of %d images, from %s"
            .formatted(named.dataset(), count, images.size(), images.origin()));
    return IntStream.range(0, count)
        .mapToObj(index -> resized(images.frame(index), manifest))
        .toList();
  }

  private LabelledImages load(DataSets sets, BundleManifest manifest, EvaluationListener listener)
      throws IOException {
    if (named.folder() == null) {
      return sets.testOrSample(KnownDataSet.of(named.dataset()));
    }
    FolderPerClass folder = FolderPerClass.open(named.folder());
    return folder.load(
        named.dataset(),
        folder.classes(),
        manifest.height(),
        manifest.width(),
        EvaluatedImages.progress(listener));
  }

  private static Frame resized(Frame frame, BundleManifest manifest) {
    int height = manifest.height();
    int width = manifest.width();
    byte[] pixels =
        new GreyImage(frame.height(), frame.width(), frame.pixels()).resized(height, width);
    return new Frame(frame.id(), pixels, height, width, frame.trueLabel());
  }
}

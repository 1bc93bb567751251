package org.cbnet.trainer.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.BundleFolder;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.judge.Judge;
import org.cbnet.trainer.evaluation.judge.Judging;

/** Finds what an evaluation measures, and says what is missing. */
final class EvaluationInputs {
  // Its exit 1, at the paper's threshold, tells hard frames from easy ones.
  private static final String BRANCHYNET = "branchynet";

  private final DataSetLocator locator;
  private final DataSets sets;
  private final EvaluatedImages test;
  private final BundleFolder folder;
  private final Provider provider;
  private final EvaluationListener listener;

  EvaluationInputs(
      DataSetLocator locator,
      EvaluatedImages test,
      Path models,
      Provider provider,
      EvaluationListener listener) {
    this.locator = locator;
    this.sets = new DataSets(locator);
    this.test = test;
    this.folder = new BundleFolder(models, test.dataset());
    this.provider = provider;
    this.listener = listener;
  }

  /**
   * The images of an evaluation.
   *
   * @param frames in official order
   * @param all whether these are the whole test set, which the shipped sample is not
   */
  record Shown(List<Frame> frames, boolean all) {}

  /** The data set's folder of bundles. */
  Path folder() {
    return folder.path();
  }

  /**
   * Opens bundles.
   *
   * @param networks names of folders; null for all but those of which only the latency counts
   */
  EvaluationBundles bundles(List<String> networks) throws IOException {
    List<String> there = folder.names();
    if (there.isEmpty()) {
      throw new InputException(
          "no bundles in %s: train them (./cbnet train), import one (./cbnet bundle import --dataset %s),"
                  .formatted(folder.path(), test.dataset())
              + " or name another folder with --models");
    }
    for (String name : networks == null ? List.<String>of() : networks) {
      if (!there.contains(name)) {
        throw new InputException(
            "--networks: no bundle '%s' in %s, only %s"
                .formatted(name, folder.path(), String.join(", ", there)));
      }
    }
    List<ModelBundle> bundles =
        folder.load(networks == null ? there : networks.stream().distinct().toList());
    if (networks == null) {
      bundles =
          bundles.stream()
              .filter(bundle -> !new BundleProvenance(bundle.manifest()).latencyOnly())
              .toList();
    }
    return EvaluationBundles.open(bundles, branchynet(there), provider);
  }

  /**
   * The first test images, as the bundles take them; for Fashion-MNIST without its test set, those
   * of the shipped sample.
   *
   * @param count null for all
   */
  Shown images(EvaluationBundles bundles, Integer count) throws IOException {
    LabelledImages images =
        test.load(sets, bundles.measured().stream().map(OpenBundle::bundle).toList(), listener);
    if (count != null && count > images.size()) {
      throw new InputException(
          "--frames %d: only %d test images are there (%s)"
              .formatted(count, images.size(), images.origin()));
    }
    return first(count == null ? images.size() : count, images, test.whole(locator));
  }

  /** All test images, never those of the sample alone. */
  Shown wholeTestSet() throws IOException {
    LabelledImages images = test.wholeTestSet(sets);
    return first(images.size(), images, true);
  }

  /** What the bundles in place of each network say about themselves. */
  List<BundleProvenance> shipped() throws IOException {
    return folder.load(folder.names()).stream()
        .map(bundle -> new BundleProvenance(bundle.manifest()))
        .toList();
  }

  /** Classifiers that judge converted images. */
  List<Judge> judges() throws IOException {
    return Judging.judges(folder, provider);
  }

  private Shown first(int count, LabelledImages images, boolean whole) {
    if (count == 0) {
      throw new InputException(
          "%s has no test images (%s): name one that has some with --dataset"
              .formatted(test.dataset(), images.origin()));
    }
    listener.note(
        "%s: the first %d of %d test images, from %s"
            .formatted(test.dataset(), count, images.size(), images.origin()));
    return new Shown(
        IntStream.range(0, count).mapToObj(images::frame).toList(),
        whole && count == images.size());
  }

  private Optional<ModelBundle> branchynet(List<String> there) throws IOException {
    if (!there.contains(BRANCHYNET)) {
      return Optional.empty();
    }
    ModelBundle bundle = folder.load(List.of(BRANCHYNET)).get(0);
    BundleManifest manifest = bundle.manifest();
    return manifest.entropyThresholdNats() == null ? Optional.empty() : Optional.of(bundle);
  }
}

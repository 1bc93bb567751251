package org.cbnet.trainer.variant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * Makes every variant of a bundle, measures each as an agent would run it, and puts the fastest in
 * place that is at most 0.2 point less accurate than the network's own form.
 *
 * <p>Nothing here sees a test image: ranges come from training images, accuracy and latency from
 * the images held back for choices.
 */
public final class BundleOptimiser {
  private static final String IMAGE = "image";

  private final List<Frame> calibrationImages;
  private final List<Frame> validationImages;
  private final SpeedComparison speed;
  private final Circumstances circumstances;
  private final boolean installs;
  private final EvaluationListener listener;

  /**
   * @param calibrationImages for the ranges of 8-bit activations
   * @param validationImages for accuracy and latency
   * @param plan where it is not enough for a choice, bundles stay as they are
   */
  public BundleOptimiser(
      List<Frame> calibrationImages,
      List<Frame> validationImages,
      OptimiserPlan plan,
      EvaluationListener listener) {
    this(
        calibrationImages,
        validationImages,
        new OpeningRounds(validationImages, plan.rounds(), plan.seed()),
        Circumstances.ofProcess(plan.rounds(), validationImages.size()),
        plan.enoughForChoice(validationImages.size()),
        listener);
  }

  /** With any comparison of speeds, installing whatever little it rests on where it is told to. */
  BundleOptimiser(
      List<Frame> calibrationImages,
      List<Frame> validationImages,
      SpeedComparison speed,
      Circumstances circumstances,
      boolean installs,
      EvaluationListener listener) {
    this.calibrationImages = List.copyOf(calibrationImages);
    this.validationImages = List.copyOf(validationImages);
    this.speed = speed;
    this.circumstances = circumstances;
    this.installs = installs;
    this.listener = listener;
  }

  /**
   * Optimises the bundle in a folder, from its {@code master/} where it was optimised before.
   *
   * @return one a variant that this network has and that answers every frame; the first is its own
   *     form
   * @throws BundleException where its own form can't be opened or refuses a frame
   */
  public List<VariantFigures> optimise(Path folder) throws IOException {
    BundlePlace place = new BundlePlace(folder);
    ModelBundle master = place.master();
    // The folder, as two may hold the same network with different thresholds.
    String name = folder.getFileName().toString();
    try (ScratchFolder scratch = ScratchFolder.open()) {
      List<VariantCandidate> candidates = candidates(name, master, scratch);
      List<Ratio> ratios =
          speed.timesAsFast(
              candidates, done -> listener.progress("latency of " + name, done, speed.steps()));
      int chosen = Choice.of(candidates, ratios);
      List<VariantFigures> figures = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        figures.add(figures(candidates.get(i), ratios.get(i), i == chosen));
      }
      if (installs) {
        ModelBundle form =
            chosen == 0
                ? master
                : VariantBundle.withAccuracy(
                    candidates.get(chosen).bundle(), candidates.get(chosen).accuracy());
        place.install(master, form, figures);
      }
      return figures;
    }
  }

  private VariantFigures figures(VariantCandidate candidate, Ratio timesAsFast, boolean chosen) {
    return new VariantFigures(
        candidate.variant().name(),
        candidate.accuracy(),
        candidate.bundle().graphBytes(),
        timesAsFast,
        chosen,
        circumstances);
  }

  private List<VariantCandidate> candidates(String name, ModelBundle master, ScratchFolder scratch)
      throws IOException {
    List<Variant> variants = Variant.of(master);
    List<VariantCandidate> candidates = new ArrayList<>();
    candidates.add(own(variants.get(0), master));
    listener.progress("variants of " + name, 1, variants.size());
    ActivationCalibration calibration = calibration(master);
    for (Variant variant : variants.subList(1, variants.size())) {
      try {
        Path folder = scratch.of(variant);
        Map<String, EditableModel> graphs = variant.graphs(master, calibration);
        VariantBundle.write(folder, master, variant, graphs);
        candidates.add(VariantCandidate.of(variant, ModelBundle.load(folder), validationImages));
      } catch (BundleException | UnfitException e) {
        listener.note("%s: no variant %s: %s".formatted(name, variant.name(), e.getMessage()));
      }
      listener.progress("variants of " + name, variants.indexOf(variant) + 1, variants.size());
    }
    return candidates;
  }

  // The form as it was trained: what it stores may be smaller than what it computes with.
  private VariantCandidate own(Variant variant, ModelBundle master) throws BundleException {
    try {
      return VariantCandidate.of(variant, master, validationImages);
    } catch (UnfitException e) {
      throw new BundleException(
          master.folder(), e.getMessage() + ": mend the model, or leave it out with --networks", e);
    }
  }

  private ActivationCalibration calibration(ModelBundle master) throws BundleException {
    float[] table = master.manifest().preprocessing().table();
    List<float[]> images = new ArrayList<>();
    for (Frame frame : calibrationImages) {
      float[] image = new float[frame.pixels().length];
      for (int i = 0; i < image.length; i++) {
        image[i] = table[frame.pixels()[i] & 0xff];
      }
      images.add(image);
    }
    return new ActivationCalibration(images, shape(master));
  }

  private static long[] shape(ModelBundle master) throws BundleException {
    for (ModelFile model : master.manifest().models()) {
      for (TensorSpec input : model.inputs()) {
        if (input.name().equals(IMAGE)) {
          long[] shape = new long[input.shape().size() + 1];
          shape[0] = 1;
          for (int i = 1; i < shape.length; i++) {
            shape[i] = input.shape().get(i - 1);
          }
          return shape;
        }
      }
    }
    throw new BundleException(master.folder(), "has no input " + IMAGE);
  }
}

package org.cbnet.trainer.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;

/** The bundles of one evaluation, open until it is over. */
final class EvaluationBundles implements AutoCloseable {
  private final List<OpenBundle> measured = new ArrayList<>();
  private OpenBundle branchynet;

  private EvaluationBundles() {}

  /**
   * Opens all.
   *
   * @param branchynet tells hard frames from easy ones, whether it is measured or not
   */
  static EvaluationBundles open(
      List<ModelBundle> bundles, Optional<ModelBundle> branchynet, Provider provider)
      throws BundleException {
    EvaluationBundles open = new EvaluationBundles();
    try {
      for (ModelBundle bundle : bundles) {
        open.measured.add(OpenBundle.open(bundle, provider));
      }
      if (branchynet.isPresent()) {
        open.branchynet = OpenBundle.open(branchynet.get(), provider);
      }
      return open;
    } catch (BundleException e) {
      open.close();
      throw e;
    }
  }

  List<OpenBundle> measured() {
    return measured;
  }

  Optional<OpenBundle> branchynet() {
    return Optional.ofNullable(branchynet);
  }

  @Override
  public void close() {
    measured.forEach(OpenBundle::close);
    if (branchynet != null) {
      branchynet.close();
    }
  }
}

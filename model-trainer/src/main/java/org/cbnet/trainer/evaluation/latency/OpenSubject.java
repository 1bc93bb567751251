package org.cbnet.trainer.evaluation.latency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;

/** A subject inside a worker, with the frames that it is shown. */
final class OpenSubject implements AutoCloseable {
  private final OpenBundle bundle;
  private final List<Frame> frames;
  private Optional<BatchClassifier> batches = Optional.empty();

  private OpenSubject(OpenBundle bundle, List<Frame> frames) {
    this.bundle = bundle;
    this.frames = frames;
  }

  static OpenSubject open(Subject subject, List<Frame> frames, Provider provider)
      throws IOException {
    ModelBundle bundle = ModelBundle.load(Path.of(subject.folder()));
    return new OpenSubject(
        OpenBundle.open(bundle, provider), FittedFrames.of(frames, bundle.manifest()));
  }

  InferenceBlock inferences() {
    return new InferenceBlock(bundle.strategy(), frames);
  }

  /** Empty where it takes no batches. To be asked for once. */
  Optional<BatchBlock> batches(Provider provider) throws BundleException {
    batches = BatchClassifier.open(bundle.bundle(), provider);
    return batches.map(classifier -> new BatchBlock(classifier, frames));
  }

  @Override
  public void close() {
    batches.ifPresent(BatchClassifier::close);
    bundle.close();
  }
}

package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.Partition;

/** Opens both halves of a network at a cut. */
@FunctionalInterface
interface PairOpener {

  /**
   * Opens; called by any thread.
   *
   * @throws OrtException where ONNX Runtime can't
   */
  HalfPair open(Partition partition, Cut cut) throws OrtException;

  /** Of a bundle, for one provider. */
  static PairOpener of(ModelBundle bundle, Provider provider) {
    BundleManifest manifest = bundle.manifest();
    CutTensor image =
        new CutTensor(
            SingleNetworkStrategy.INPUT,
            ElementType.FLOAT32,
            List.of(1, 1, manifest.height(), manifest.width()));
    int classes = manifest.classes().size();
    return (partition, cut) -> HalfPair.open(partition, cut, image, classes, provider);
  }
}

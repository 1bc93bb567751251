package org.cbnet.inference.profile;

import ai.onnxruntime.OrtException;

/** Something whose time is measured. */
@FunctionalInterface
interface Subject {
  /** Does it once, for one image. */
  void run() throws OrtException;
}

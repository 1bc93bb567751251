package org.cbnet.inference.partition;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** Makes the options of a session, such as {@code Provider.CPU::sessionOptions}. */
@FunctionalInterface
public interface SessionSettings {

  /** New options, which the caller closes. */
  OrtSession.SessionOptions options() throws OrtException;
}

package org.cbnet.inference;

/**
 * One way to turn a frame into a label.
 *
 * <ol>
 *   <li>{@link #infer} never throws for a bad frame: it answers {@link Outcome.Failed}.
 *   <li>A strategy owns its native sessions and buffers, reuses them for every frame, and is
 *       therefore used by one thread at a time.
 *   <li>{@link #close} frees them; it may be called more than once.
 * </ol>
 */
public interface InferenceStrategy extends AutoCloseable {

  /** The name that configuration, wire and reports use, for example {@code edge-full}. */
  String name();

  /** Classifies one frame; every stage is inside the measured total. */
  Outcome infer(Frame frame);

  @Override
  void close();
}

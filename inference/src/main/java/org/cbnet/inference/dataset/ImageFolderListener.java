package org.cbnet.inference.dataset;

import java.nio.file.Path;

/** Told of the reading of a folder of images, on the reading thread. */
public interface ImageFolderListener {

  /** Another file was looked at. */
  void progress(int done, int of);

  /**
   * A file gives no image and is left out; called once for each.
   *
   * @param reason what its reader says
   */
  void skipped(Path file, String reason);
}

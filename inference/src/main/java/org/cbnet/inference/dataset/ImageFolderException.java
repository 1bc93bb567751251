package org.cbnet.inference.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A folder of images can't be used; the message names it, what is wrong and the remedy. */
public final class ImageFolderException extends IOException {
  private static final long serialVersionUID = 1L;

  ImageFolderException(Path folder, String problem) {
    super("image folder " + folder + ": " + problem);
  }
}

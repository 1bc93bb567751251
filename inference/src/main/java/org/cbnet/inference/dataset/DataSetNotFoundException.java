package org.cbnet.inference.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set is on none of the places that were looked at; the message says which, and the remedy.
 */
public final class DataSetNotFoundException extends IOException {
  private static final long serialVersionUID = 1L;

  DataSetNotFoundException(KnownDataSet set, String split, List<Path> roots) {
    super(
        "no %s images of %s in %s: run ./cbnet data %s, or set %s to a folder that has %s/"
            .formatted(
                split, set.id(), roots, set.id(), DataSetLocator.DATA_DIR_VARIABLE, set.id()));
  }
}

package org.cbnet.inference.dataset;

/** The four files of a data set in the order of their checksums. */
enum DataSetFile {
  TRAIN_IMAGES("train-images-idx3-ubyte.gz", 3),
  TRAIN_LABELS("train-labels-idx1-ubyte.gz", 1),
  TEST_IMAGES("t10k-images-idx3-ubyte.gz", 3),
  TEST_LABELS("t10k-labels-idx1-ubyte.gz", 1);

  private final String fileName;
  private final int dimensions;

  DataSetFile(String fileName, int dimensions) {
    this.fileName = fileName;
    this.dimensions = dimensions;
  }

  String fileName() {
    return fileName;
  }

  int dimensions() {
    return dimensions;
  }
}

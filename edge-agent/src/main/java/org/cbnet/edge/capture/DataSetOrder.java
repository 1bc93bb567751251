package org.cbnet.edge.capture;

/** In what order the images of a data set come. */
public enum DataSetOrder {
  /** As in the file. */
  FILE,
  /** As a seed says; anew in every pass. */
  SHUFFLED
}

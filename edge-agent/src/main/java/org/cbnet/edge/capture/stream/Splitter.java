package org.cbnet.edge.capture.stream;

import java.io.IOException;

/** Cuts a stream into images. Used by one thread. */
interface Splitter {

  /** The next piece, waiting for it; after {@link Chunk.End} always that. */
  Chunk next() throws IOException;
}

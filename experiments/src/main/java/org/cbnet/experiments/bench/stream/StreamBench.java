package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the parts of the benchmark share: where files lie, how much is measured, who is told.
 *
 * @param folder below which each part has its broker and its files
 * @param progress told what is going on
 */
record StreamBench(Path folder, StreamSizes sizes, PrintWriter progress, Clock clock) {

  /** A broker with fresh topics. */
  Stage stage(String name) throws IOException, InterruptedException {
    progress.println(name);
    progress.flush();
    return new Stage(folder.resolve(name), sizes, progress, clock);
  }
}

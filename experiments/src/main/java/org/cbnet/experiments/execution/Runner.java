package org.cbnet.experiments.execution;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.images.ImageSets;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;

/** Runs the parts of a run that are not done yet, one after the other, on one set of servers. */
public final class Runner {
  private final Definition definition;
  private final RunFolder run;
  private final DataSets dataSets;
  private final Path models;
  private final PrintWriter out;
  private final InstantSource clock;

  /**
   * A runner that has not begun.
   *
   * @param models folder of bundles, by data set
   * @param out gets a line now and then
   */
  public Runner(
      Definition definition,
      RunFolder run,
      DataSets dataSets,
      Path models,
      PrintWriter out,
      InstantSource clock) {
    this.definition = definition;
    this.run = run;
    this.dataSets = dataSets;
    this.models = models;
    this.out = out;
    this.clock = clock;
  }

  /** Parts that are not done. */
  private List<Part> left() throws IOException {
    List<Part> left = new ArrayList<>();
    for (Part part : Part.of(definition)) {
      if (run.read(part).isEmpty()) {
        left.add(part);
      }
    }
    return left;
  }

  /** Seconds that parts of a definition will take, about. */
  public static double estimateSeconds(Definition definition, List<Part> parts) {
    return RunEstimate.seconds(definition, parts);
  }

  /**
   * Runs them.
   *
   * @param stack gets the processes; the caller ends it
   * @throws IOException where a process fails; parts that are done stay
   */
  public void run(LocalStack stack) throws IOException, InterruptedException {
    List<Part> left = left();
    if (left.isEmpty()) {
      return;
    }
    RunProgress progress =
        new RunProgress(out, System::nanoTime, RunEstimate.turnsSeconds(definition, left));
    progress.step("starting broker and cloud");
    try (Servers servers = Servers.start(definition, models, stack)) {
      PartRunner parts =
          new PartRunner(
              definition,
              run,
              servers,
              new Profiles(run.file("profiles")),
              new Account(),
              models,
              progress,
              clock);
      for (Part part : left) {
        progress.step("part " + part.name());
        PartRecord done = parts.run(part, images(part));
        done.problems().forEach(problem -> progress.step("  PROBLEM: " + problem));
      }
    }
  }

  private LabelledImages images(Part part) throws IOException {
    return new ImageSets(
            dataSets.testOrSample(part.dataSet()),
            models.resolve(part.dataSet().id()),
            definition.seed())
        .of(part.images());
  }
}

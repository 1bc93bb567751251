package org.cbnet.experiments.execution;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.images.ImageSets;
import org.cbnet.experiments.paper.PaperAccounting;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.StrategyName;

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
        new RunProgress(
            out, definition, System::nanoTime, RunEstimate.turnsSeconds(definition, left));
    measurePaperTimes(progress);
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

  // With nothing else running yet.
  private void measurePaperTimes(RunProgress progress) throws IOException {
    List<StrategyName> strategies = definition.arms().stream().map(Arm::strategy).toList();
    if (!strategies.containsAll(List.of(StrategyName.EDGE_FULL, StrategyName.CBNET_PAPER))) {
      return;
    }
    for (KnownDataSet dataSet : definition.dataSets()) {
      Path bundles = models.resolve(dataSet.id());
      if (run.paperTimes(dataSet).isEmpty() && Files.exists(bundles.resolve("branchynet"))) {
        progress.step("the paper's graphs alone, " + dataSet.id());
        run.write(dataSet, PaperAccounting.measure(dataSet.id(), bundles));
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

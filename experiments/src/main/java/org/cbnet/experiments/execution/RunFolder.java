package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.experiments.paper.PaperTimes;
import org.cbnet.experiments.summary.ConversionSheet;
import org.cbnet.experiments.summary.MeterAlignment;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * Everything that a run leaves: {@code definition.yaml}, {@code parts/NAME.json} with {@code
 * NAME-frames.csv.gz} and {@code NAME-energy.csv.gz} beside it, and reports. A part is there once
 * its JSON is, which is written last. One thread.
 */
public final class RunFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws IOException where it is there already or can't be made
   */
  public static RunFolder create(Path results, String runId) throws IOException {
    Path folder = results.resolve(runId);
    Files.createDirectories(results);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "run %s is there already: resume it, or wait a second".formatted(folder), e);
    }
    Files.createDirectory(folder.resolve("parts"));
    return new RunFolder(folder);
  }

  /**
   * Opens the folder of a run that has begun.
   *
   * @throws IOException where there is none
   */
  public static RunFolder open(Path folder) throws IOException {
    RunFolder run = new RunFolder(folder);
    if (!Files.exists(run.definition())) {
      throw new IOException(
          "%s is no run: there is no %s in it".formatted(folder, run.definition().getFileName()));
    }
    return run;
  }

  /** Where a run's folder has its definition. */
  public static Path definitionIn(Path folder) {
    return folder.resolve("definition.yaml");
  }

  /** Name of the run. */
  public String runId() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** The definition as it was run. */
  public Path definition() {
    return definitionIn(folder);
  }

  /** A report or another file of the run's own. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The raw rows of a part's frames. */
  public Path frames(Part part) {
    return folder.resolve("parts").resolve(part.name() + "-frames.csv.gz");
  }

  /** The raw rows of a part's energy intervals. */
  public Path energy(Part part) {
    return folder.resolve("parts").resolve(part.name() + "-energy.csv.gz");
  }

  /** The same intervals with the joules of an external meter's log; there where one was aligned. */
  Path metered(Part part) {
    return folder.resolve("parts").resolve(part.name() + "-metered.csv.gz");
  }

  /** The energy rows that count: those of an external meter where there are any. */
  public Path countedEnergy(Part part) {
    return Files.exists(metered(part)) ? metered(part) : energy(part);
  }

  /** Logs of external meters that were aligned. */
  public List<MeterAlignment> alignments() throws IOException {
    return Files.exists(alignmentsFile())
        ? List.of(JSON.readValue(alignmentsFile().toFile(), MeterAlignment[].class))
        : List.of();
  }

  /** Notes a log in place of an earlier one of the same device. */
  void add(MeterAlignment alignment) throws IOException {
    List<MeterAlignment> all = new ArrayList<>(alignments());
    all.removeIf(earlier -> Objects.equals(earlier.agent(), alignment.agent()));
    all.add(alignment);
    JSON.writeValue(alignmentsFile().toFile(), all);
  }

  /** What the paper's graphs take alone; empty where they were not measured. */
  public Optional<PaperTimes> paperTimes(KnownDataSet dataSet) throws IOException {
    Path file = paperFile(dataSet);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), PaperTimes.class))
        : Optional.empty();
  }

  void write(KnownDataSet dataSet, PaperTimes times) throws IOException {
    JSON.writeValue(paperFile(dataSet).toFile(), times);
  }

  /** Conversions to look at; none where no arm converts. */
  public List<ConversionSheet> sheets() throws IOException {
    return Files.exists(sheetsFile())
        ? List.of(JSON.readValue(sheetsFile().toFile(), ConversionSheet[].class))
        : List.of();
  }

  void write(List<ConversionSheet> sheets) throws IOException {
    JSON.writeValue(sheetsFile().toFile(), sheets);
  }

  /** What a part has left; empty where it was not finished. */
  public Optional<PartRecord> read(Part part) throws IOException {
    Path file = record(part);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), PartRecord.class))
        : Optional.empty();
  }

  /** Says that a part is done, its rows written. */
  void finish(Part part, PartRecord record) throws IOException {
    Path unfinished = record(part).resolveSibling(part.name() + ".json.part");
    JSON.writeValue(unfinished.toFile(), record);
    Files.move(unfinished, record(part), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path paperFile(KnownDataSet dataSet) {
    return folder.resolve("parts").resolve(dataSet.id() + "-paper-compat.json");
  }

  private Path alignmentsFile() {
    return folder.resolve("meter-alignments.json");
  }

  private Path sheetsFile() {
    return folder.resolve("conversions.json");
  }

  private Path record(Part part) {
    return folder.resolve("parts").resolve(part.name() + ".json");
  }
}

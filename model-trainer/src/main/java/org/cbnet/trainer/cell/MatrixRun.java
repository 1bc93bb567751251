package org.cbnet.trainer.cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * Trains the cells of a matrix that are not finished yet, several at a time, each in a process of
 * its own with one thread: DJL collects gradients for one training a process. A cell waits for the
 * cells that it builds on. Closing ends the processes; their checkpoints stay.
 */
public final class MatrixRun implements AutoCloseable {
  private final Function<KnownDataSet, Ledger> ledgers;
  private final Function<Cell, ProcessBuilder> trainer;
  private final int jobs;
  private final Consumer<String> say;
  private final List<Process> running = new ArrayList<>();
  private final List<Cell> waiting = new ArrayList<>();
  private final List<Cell> inWork = new ArrayList<>();
  private final List<Cell> failed = new ArrayList<>();
  private boolean closed;

  /**
   * @param ledgers of each data set
   * @param trainer starts the training of a cell; it appends the cell's line itself
   * @param jobs processes at a time
   * @param say takes lines for people; called by several threads, one at a time
   */
  public MatrixRun(
      Function<KnownDataSet, Ledger> ledgers,
      Function<Cell, ProcessBuilder> trainer,
      int jobs,
      Consumer<String> say) {
    this.ledgers = ledgers;
    this.trainer = trainer;
    this.jobs = jobs;
    this.say = say;
  }

  /**
   * Runs until no cell is left that can be trained.
   *
   * @return the cells whose training failed, or that wait for one of these
   */
  public List<Cell> run(Matrix matrix) throws IOException, InterruptedException {
    int done = 0;
    for (Cell cell : matrix.cells()) {
      if (ledgers.apply(cell.set()).find(cell).isPresent()) {
        done++;
      } else {
        waiting.add(cell);
      }
    }
    say(
        "%d trainings: %d finished before, %d to go, %d at a time",
        matrix.cells().size(), done, waiting.size(), jobs);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      Thread worker = new Thread(this::work, "matrix-" + i);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    failed.addAll(waiting);
    return List.copyOf(failed);
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(Process::destroy);
    notifyAll();
  }

  private void work() {
    try {
      for (Cell cell = next(); cell != null; cell = next()) {
        boolean finished = false;
        try {
          finished = train(cell);
        } finally {
          done(cell, finished);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void done(Cell cell, boolean finished) {
    inWork.remove(cell);
    if (!finished) {
      failed.add(cell);
    }
    notifyAll();
  }

  private synchronized Cell next() throws InterruptedException {
    while (!closed && !waiting.isEmpty()) {
      for (Cell cell : waiting) {
        if (ready(cell)) {
          waiting.remove(cell);
          inWork.add(cell);
          return cell;
        }
      }
      if (inWork.isEmpty()) {
        return null;
      }
      wait();
    }
    return null;
  }

  // What it needs may be finished before, or be no part of this matrix: then its own training says
  // what is missing.
  private boolean ready(Cell cell) {
    List<String> needs = cell.parents().stream().map(Cell::name).toList();
    List<Cell> open = new ArrayList<>(waiting);
    open.addAll(inWork);
    open.addAll(failed);
    return open.stream()
        .noneMatch(other -> other.set() == cell.set() && needs.contains(other.name()));
  }

  private boolean train(Cell cell) throws InterruptedException {
    Process process = null;
    try {
      synchronized (this) {
        if (closed) {
          return false;
        }
        process = trainer.apply(cell).redirectErrorStream(true).start();
        running.add(process);
      }
      String last = relay(cell, process);
      int code = process.waitFor();
      if (code != 0 && !closed()) {
        say("%s FAILED with exit code %d: %s", cell.title(), code, last);
      }
      return code == 0;
    } catch (IOException e) {
      say("%s FAILED: %s", cell.title(), e.getMessage());
      return false;
    } finally {
      if (process != null) {
        process.destroy();
      }
      synchronized (this) {
        running.remove(process);
      }
    }
  }

  private String relay(Cell cell, Process process) throws IOException {
    String last = "no output";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        say("%s | %s", cell.set().id(), line);
      }
    }
    return last;
  }

  private synchronized boolean closed() {
    return closed;
  }

  private synchronized void say(String format, Object... arguments) {
    say.accept(String.format(Locale.ROOT, format, arguments));
  }
}

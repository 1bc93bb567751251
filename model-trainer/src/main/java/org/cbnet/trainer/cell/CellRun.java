package org.cbnet.trainer.cell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.cbnet.trainer.bundle.TrainingRun;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.TrainingListener;

/** Trains one cell and writes its bundle, its curve and, last, its results line. */
public final class CellRun {
  private final TrainingData data;
  private final Ledger ledger;
  private final InstantSource clock;

  public CellRun(TrainingData data, Ledger ledger, InstantSource clock) {
    this.data = data;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Trains the cell, unless it is finished or another process trains it.
   *
   * @return empty where there was nothing to do
   * @throws IOException also where another process has it in work
   */
  public Optional<TrainingRun.Result> train(Cell cell, TrainingListener listener)
      throws IOException {
    Path place = ledger.place(cell);
    Files.createDirectories(place.getParent());
    Path lockFile = place.resolveSibling("." + place.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new IOException("another process trains " + cell.title() + ": wait for it");
      }
      Optional<TrainingRun.Result> result = locked(cell, place, listener);
      Files.deleteIfExists(lockFile);
      return result;
    }
  }

  private Optional<TrainingRun.Result> locked(Cell cell, Path place, TrainingListener listener)
      throws IOException {
    if (ledger.find(cell).isPresent()) {
      return Optional.empty();
    }
    var started = clock.instant();
    TrainingRun.Result result =
        new TrainingRun(data, need -> earlier(cell, need))
            .train(cell.recipe(), cell.method(), cell.seed(), place, listener);
    long seconds = Duration.between(started, clock.instant()).toSeconds();
    ledger.append(line(cell, result, seconds));
    return Optional.of(result);
  }

  private Path earlier(Cell cell, String need) {
    return ledger.place(cell.parent(need));
  }

  private CellLine line(Cell cell, TrainingRun.Result result, long seconds) {
    TrainedNetwork network = result.network();
    Object best = network.training().getOrDefault("bestEpoch", 0);
    return new CellLine(
        cell.set().id(),
        cell.recipe().network(),
        cell.method().label(),
        cell.seed(),
        network.epochs().size(),
        best instanceof Number number ? number.intValue() : 0,
        result.written().validationAccuracy(),
        data.training().size(),
        data.validation().size(),
        network.description().macs(),
        network.description().parameterCount(),
        seconds,
        result.written().sha256(),
        Ledger.CELLS + "/" + cell.name());
  }
}

package org.cbnet.trainer.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.cbnet.trainer.bundle.TrainingRun;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.TrainingListener;

/** Trains one cell and writes its bundle, its curve and, last, its results line. */
public final class CellRun {
  private static final long TEACHER_SEED = 1;

  private final TrainingData data;
  private final Ledger ledger;
  private final InstantSource clock;

  public CellRun(TrainingData data, Ledger ledger, InstantSource clock) {
    this.data = data;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Trains the cell; what it needs are cells of the same seed. */
  public TrainingRun.Result train(Cell cell, OptionalInt epochs, TrainingListener listener)
      throws IOException {
    var started = clock.instant();
    TrainingRun.Result result =
        new TrainingRun(data, need -> earlier(cell, need))
            .train(cell.recipe(), cell.method(), cell.seed(), epochs, ledger.place(cell), listener);
    long seconds = Duration.between(started, clock.instant()).toSeconds();
    ledger.append(line(cell, result, seconds));
    return result;
  }

  private Path earlier(Cell cell, String need) {
    if (need.equals(Recipes.TEACHER)) {
      return ledger.place(Recipes.TEACHER + "-plain-" + TEACHER_SEED);
    }
    return cell.candidates(need).stream()
        .map(ledger::place)
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(ledger.place(need + "-plain-" + cell.seed()));
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

package org.cbnet.experiments.bench.dedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.Sightings;

/**
 * Holds the product's memory of sequence numbers against a plain one, message by message, through
 * commits and restarts that lose what was not committed.
 */
public final class DedupTrial {
  private static final int DEVICES = 300;
  private static final int MOST_SHOWN = 10;

  private final SplittableRandom random;
  private final List<UnrulyDevice> devices = new ArrayList<>();
  private final Reference reference = new Reference();
  private final Product product = new Product();
  private final List<Step> sinceCommit = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private long different;
  private long duplicates;
  private long withoutRoom;
  private long restarts;

  private record Step(Message message, Optional<List<Long>> expected) {}

  public DedupTrial(long seed) {
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < DEVICES; i++) {
      devices.add(new UnrulyDevice(i, random));
    }
  }

  /**
   * What came of it.
   *
   * @param batches handed over
   * @param boots heard of
   * @param duplicates numbers that had been seen before
   * @param withoutRoom batches that opened one gap too many
   * @param restarts of the processor
   * @param differences answers and states that were not the reference's
   * @param examples of these
   */
  public record Outcome(
      long batches,
      long boots,
      long duplicates,
      long withoutRoom,
      long restarts,
      long differences,
      List<String> examples) {}

  /** Hands over so many batches. */
  public Outcome run(long batches) {
    for (long i = 0; i < batches; i++) {
      Message message = devices.get(random.nextInt(devices.size())).next(random);
      step(message);
      int choice = random.nextInt(10_000);
      if (choice < 100) {
        product.commit();
        sinceCommit.clear();
      } else if (choice < 105) {
        restart();
      }
    }
    compareStates();
    return new Outcome(
        batches,
        reference.boots().size(),
        duplicates,
        withoutRoom,
        restarts,
        different,
        List.copyOf(differences));
  }

  private void step(Message message) {
    Optional<List<Long>> expected = reference.take(message);
    if (expected.isEmpty()) {
      withoutRoom++;
    } else {
      duplicates += message.numbers().count() - expected.get().size();
    }
    Step step = new Step(message, expected);
    sinceCommit.add(step);
    compare(step);
  }

  private void compare(Step step) {
    Optional<List<Long>> answer = product.take(step.message());
    if (!answer.equals(step.expected())) {
      differ("%s: new are %s, should be %s".formatted(step.message(), answer, step.expected()));
    }
  }

  // The input since the last commit comes again, and must be answered as it was.
  private void restart() {
    restarts++;
    product.restart();
    sinceCommit.forEach(this::compare);
  }

  private void compareStates() {
    product.commit();
    product.restart();
    reference.boots().forEach(this::compare);
  }

  private void compare(Reference.Key key, ReferenceBoot expected) {
    BootLedger ledger = Optional.ofNullable(product.read(key.boot())).orElseGet(BootLedger::empty);
    Sightings sightings = key.energy() ? ledger.energySamples() : ledger.results();
    List<Long> bounds =
        key.energy() ? ledger.toState().getEnergySamples() : ledger.toState().getResults();
    if (!bounds.equals(expected.stretches())
        || sightings.received() != expected.received()
        || sightings.accepted() != expected.accepted()) {
      differ(
          "%s: holds %s (%d accepted), should hold %s"
              .formatted(key, bounds, sightings.accepted(), expected.stretches()));
    }
  }

  private void differ(String difference) {
    different++;
    if (differences.size() < MOST_SHOWN) {
      differences.add(difference);
    }
  }
}

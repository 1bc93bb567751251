package org.cbnet.experiments.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Schedule;

/**
 * Who infers what when in a part. Within a round every arm takes its turn on the same frames, in an
 * order drawn anew: cores of shared machines change speed within seconds, and a ratio within a
 * round compares like with like.
 */
final class TurnPlan {
  private final Definition definition;
  private final Part part;
  private final int images;
  private final List<Condition> conditions;
  private final Random random;

  /**
   * @param images that the part shows, their number
   */
  TurnPlan(Definition definition, Part part, int images) {
    this.definition = definition;
    this.part = part;
    this.images = images;
    this.conditions =
        part.isAccuracy()
            ? List.of(Arms.plain(part))
            : definition.conditions(part.dataSet(), part.images());
    this.random = new Random(31 * definition.seed() + part.name().hashCode());
  }

  List<Condition> conditions() {
    return conditions;
  }

  int sessions() {
    return part.isAccuracy() ? 1 : definition.schedule().sessions();
  }

  /** The order in which a session opens its arms. */
  List<String> opening(int session) {
    List<String> names = new ArrayList<>();
    for (Condition condition : conditions) {
      for (Arm arm : definition.arms()) {
        names.add(Arms.id(condition, arm.name()));
      }
    }
    Collections.shuffle(names, random);
    return names;
  }

  /** Turns of a session in their order. */
  List<Turn> turns(int session) {
    List<Turn> turns = new ArrayList<>();
    if (part.isAccuracy()) {
      int frames = Math.min(images, definition.accuracyFrames());
      for (Arm arm : shuffled(definition.arms())) {
        turns.add(new Turn(conditions.get(0), arm, 0, 0, 0, 0, frames, OptionalDouble.empty()));
      }
      return turns;
    }
    Schedule schedule = definition.schedule();
    for (int round = 0; round < schedule.rounds(); round++) {
      int number = (part.jvm() * schedule.sessions() + session) * schedule.rounds() + round;
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < conditions.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      for (int condition : order) {
        if (definition.load().hasLevels()) {
          addBlocks(turns, condition, session, round, number);
        } else {
          addRound(turns, condition, session, round, number);
        }
      }
    }
    return turns;
  }

  private void addRound(List<Turn> turns, int condition, int session, int round, int number) {
    int most = Math.min(definition.schedule().frames(), images);
    for (Arm arm : shuffled(definition.arms())) {
      turns.add(
          new Turn(
              conditions.get(condition),
              arm,
              session,
              round,
              number * conditions.size() + condition,
              firstFrame(number, most),
              most,
              OptionalDouble.empty()));
    }
  }

  // Arms and levels in one random order, so that no arm's blocks are all at a hot hour.
  private void addBlocks(List<Turn> turns, int condition, int session, int round, int number) {
    List<Double> levels = definition.load().framesPerSecond();
    List<Turn> blocks = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      double rate = levels.get(level);
      int sharedRound = (number * conditions.size() + condition) * levels.size() + level;
      for (int arm = 0; arm < definition.arms().size(); arm++) {
        blocks.add(
            new Turn(
                conditions.get(condition),
                definition.arms().get(arm),
                session,
                round,
                // A device calls its strategies as it likes: there the round tells arms apart.
                part.agent().isPresent()
                    ? sharedRound * definition.arms().size() + arm
                    : sharedRound,
                firstFrame(number, Math.min(images, definition.load().framesOfBlock(rate))),
                definition.load().framesOfBlock(rate),
                OptionalDouble.of(rate)));
      }
    }
    turns.addAll(shuffled(blocks));
  }

  private int firstFrame(int number, int frames) {
    return (int) ((long) number * frames % (images - frames + 1));
  }

  private <T> List<T> shuffled(List<T> items) {
    List<T> order = new ArrayList<>(items);
    Collections.shuffle(order, random);
    return order;
  }
}

package org.cbnet.experiments.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;

class TurnPlanTest {
  private static final int IMAGES = 100;

  private final Definition definition = definition(Load.AS_FAST_AS_POSSIBLE);

  private static Definition definition(Load load) {
    return new Definition(
        "test",
        "Is it?",
        List.of(KnownDataSet.FASHION_MNIST),
        List.of(ImageChoice.ALL),
        60,
        List.of(arm("a"), arm("b"), arm("c")),
        "a",
        List.of("lan", "wifi"),
        List.of(1.0, 8.0),
        3,
        "rbp4b1.2-64",
        "model",
        List.of(),
        load,
        new Schedule(2, 3, 4, 10, 5),
        List.of(),
        List.of(),
        7);
  }

  @Test
  void everyArmHasTheSameFramesInEachRoundOfACondition() {
    Map<Integer, Set<String>> armsOfRound = new HashMap<>();
    Map<Integer, Set<Integer>> firstsOfRound = new HashMap<>();
    for (Turn turn : allTurns()) {
      armsOfRound.computeIfAbsent(turn.wireRound(), any -> new HashSet<>()).add(turn.arm().name());
      firstsOfRound
          .computeIfAbsent(turn.wireRound(), any -> new HashSet<>())
          .add(turn.firstFrame());
      assertThat(turn.firstFrame() + turn.frames()).isLessThanOrEqualTo(IMAGES);
    }

    // Processes x sessions x rounds x conditions: no number is another's.
    assertThat(armsOfRound).hasSize(2 * 3 * 4 * 4);
    assertThat(armsOfRound.values()).containsOnly(Set.of("a", "b", "c"));
    assertThat(firstsOfRound.values()).allSatisfy(firsts -> assertThat(firsts).hasSize(1));
  }

  @Test
  void ordersAreDrawnAnewAndBySeed() {
    List<String> orders = new ArrayList<>();
    List<Turn> turns = allTurns();
    for (int i = 0; i < turns.size(); i += 3) {
      orders.add(turns.get(i).arm().name() + turns.get(i + 1).arm().name());
    }

    assertThat(new HashSet<>(orders)).hasSize(6);
    assertThat(allTurns()).isEqualTo(turns);
    assertThat(plan(0).opening(0)).hasSize(12).doesNotHaveDuplicates();
    assertThat(plan(0).opening(0)).isNotEqualTo(plan(1).opening(0));
  }

  @Test
  void everyArmHasABlockOfEachLevelInEachRound() {
    Definition levels = definition(new Load(List.of(0.0, 2.0, 4.0, 8.0), 5));
    TurnPlan plan =
        new TurnPlan(levels, new Part(KnownDataSet.FASHION_MNIST, ImageChoice.ALL, 1), IMAGES);
    Map<Integer, Set<String>> armsOfRound = new HashMap<>();
    List<Turn> turns = plan.turns(0);
    turns.forEach(
        turn ->
            armsOfRound
                .computeIfAbsent(turn.wireRound(), any -> new HashSet<>())
                .add(turn.arm().name() + turn.level().getAsDouble()));

    // Rounds x conditions x levels, and in each of these every arm.
    assertThat(armsOfRound).hasSize(4 * 4 * 4);
    assertThat(armsOfRound.values()).allSatisfy(arms -> assertThat(arms).hasSize(3));
    assertThat(turns).hasSize(4 * 4 * 4 * 3);
    assertThat(turns)
        .allSatisfy(
            turn -> assertThat(turn.frames()).isEqualTo((int) (5 * turn.level().getAsDouble())));
    // Not all levels of one arm in a row.
    assertThat(turns.subList(0, 12).stream().map(turn -> turn.arm().name()).distinct().count())
        .isGreaterThan(1);
  }

  @Test
  void everyBlockOfADeviceHasARoundOfItsOwn() {
    Definition levels = definition(new Load(List.of(0.0, 2.0, 4.0, 8.0), 5));
    List<Integer> rounds = new ArrayList<>();
    for (int device = 0; device < 2; device++) {
      Part part =
          new Part(
              KnownDataSet.FASHION_MNIST, ImageChoice.ALL, device, Optional.of("pi-" + device));
      new TurnPlan(levels, part, Integer.MAX_VALUE)
          .turns(0)
          .forEach(turn -> rounds.add(turn.wireRound()));
    }

    assertThat(rounds).hasSize(2 * 4 * 4 * 4 * 3).doesNotHaveDuplicates();
  }

  @Test
  void accuracyIsOfEachImageOnceWithoutLinkAndEmulation() {
    TurnPlan plan = plan(Part.ACCURACY);

    assertThat(plan.sessions()).isOne();
    assertThat(plan.turns(0))
        .hasSize(3)
        .allSatisfy(
            turn -> {
              assertThat(turn.firstFrame()).isZero();
              assertThat(turn.frames()).isEqualTo(60);
              assertThat(turn.condition().link()).isEqualTo("none");
              assertThat(turn.condition().isEmulated()).isFalse();
            });
  }

  private List<Turn> allTurns() {
    List<Turn> turns = new ArrayList<>();
    for (int jvm = 0; jvm < 2; jvm++) {
      TurnPlan plan = plan(jvm);
      for (int session = 0; session < plan.sessions(); session++) {
        turns.addAll(plan.turns(session));
      }
    }
    return turns;
  }

  private TurnPlan plan(int jvm) {
    return new TurnPlan(
        definition, new Part(KnownDataSet.FASHION_MNIST, ImageChoice.ALL, jvm), IMAGES);
  }

  private static Arm arm(String name) {
    return new Arm(name, StrategyName.CBNET, "cbnet", OptionalDouble.empty());
  }
}

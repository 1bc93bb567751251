package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.edge.energy.Board;
import org.cbnet.experiments.definition.Hypothesis.Kind;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;

/** The schema's names are those of the code. */
class DefinitionSchemaTest {
  private final JsonNode rules = new DefinitionSchema().rules();

  @Test
  void knowsEveryDataSet() {
    Stream<String> ids = Arrays.stream(KnownDataSet.values()).map(KnownDataSet::id);
    List<String> expected = ids.toList();

    assertThat(choices("/data-sets/items")).isEqualTo(expected);
    assertThat(choices("/hypotheses/items/properties/data-set")).isEqualTo(expected);
  }

  @Test
  void knowsEveryStrategy() {
    assertThat(choices("/arms/items/properties/strategy"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(StrategyName.values()).map(StrategyName::id).toList());
  }

  @Test
  void knowsEveryLink() {
    List<String> expected = new ArrayList<>(List.of(Condition.NO_LINK));
    LinkProfiles.all().stream().map(LinkProfile::name).forEach(expected::add);

    assertThat(choices("/links/items")).isEqualTo(expected);
  }

  @Test
  void knowsEveryBoard() {
    assertThat(choices("/board")).isEqualTo(Arrays.stream(Board.values()).map(Board::key).toList());
  }

  @Test
  void knowsEveryClaim() {
    assertThat(choices("/hypotheses/items/properties/claim"))
        .isEqualTo(Arrays.stream(Kind.values()).map(Kind::id).toList());
  }

  private List<String> choices(String place) {
    List<String> choices = new ArrayList<>();
    rules.at("/properties" + place + "/enum").forEach(choice -> choices.add(choice.asText()));
    return choices;
  }
}

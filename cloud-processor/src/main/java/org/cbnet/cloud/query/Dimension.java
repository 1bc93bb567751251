package org.cbnet.cloud.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cbnet.cloud.stats.Group;

/** By what windowed statistics can be grouped, by the names that queries use. */
public enum Dimension {
  /** Strategy by name. */
  STRATEGY("strategy", Group::strategy),
  /** Bundle. */
  MODEL("model", Group::modelHash),
  /** Configuration. */
  CONFIG("config", Group::configHash),
  /** Run; empty in the field. */
  RUN("run", Group::runId),
  /** Board key. */
  BOARD("board", Group::board),
  /** Site. */
  SITE("site", Group::site);

  private final String id;

  // A method reference holds nothing that could change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Group, String> value;

  Dimension(String id, Function<Group, String> value) {
    this.id = id;
    this.value = value;
  }

  public String id() {
    return id;
  }

  String of(Group group) {
    return value.apply(group);
  }

  /** What is left of a group where only some dimensions count. */
  static Group only(Set<Dimension> dimensions, Group group) {
    return new Group(
        dimensions.contains(RUN) ? group.runId() : "",
        dimensions.contains(STRATEGY) ? group.strategy() : "",
        dimensions.contains(MODEL) ? group.modelHash() : "",
        dimensions.contains(CONFIG) ? group.configHash() : "",
        dimensions.contains(BOARD) ? group.board() : "",
        dimensions.contains(SITE) ? group.site() : "",
        "",
        "");
  }

  /** Finds a dimension by its {@link #id()}. */
  public static Optional<Dimension> of(String id) {
    return Arrays.stream(values()).filter(dimension -> dimension.id.equals(id)).findFirst();
  }

  /** All names, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(Dimension::id).collect(Collectors.joining(", "));
  }
}

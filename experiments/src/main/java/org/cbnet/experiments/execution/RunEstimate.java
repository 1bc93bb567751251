package org.cbnet.experiments.execution;

import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;

/** How long a run will take, about: told before it is begun, and while it is on its way. */
final class RunEstimate {
  private static final double NANOS_PER_SECOND = 1e9;
  // Starting an agent, opening its arms, and waiting until the cloud has everything.
  private static final double PART_SECONDS = 12;
  private static final double SERVERS_SECONDS = 15;
  // Of a turn beside its frames: results acknowledged, a heartbeat delivered.
  private static final double TURN_SECONDS = 0.02;
  private static final double LOCAL_FRAME_SECONDS = 100e-6;
  private static final double ASKING_SECONDS = 3e-3;
  private static final double BYTES_UP = 500;

  private RunEstimate() {}

  /** Seconds of the parts that are left. */
  static double seconds(Definition definition, List<Part> left) {
    double seconds = left.isEmpty() ? 0 : SERVERS_SECONDS;
    for (Part part : left) {
      seconds += PART_SECONDS + turnsSeconds(definition, part);
    }
    return seconds;
  }

  /** Seconds of all turns of parts. */
  static double turnsSeconds(Definition definition, List<Part> parts) {
    return parts.stream().mapToDouble(part -> turnsSeconds(definition, part)).sum();
  }

  /** Seconds of one turn. */
  static double turnSeconds(Definition definition, Part part, Turn turn) {
    return turn.level().isPresent()
        ? TURN_SECONDS + definition.load().blockSeconds()
        : turnSeconds(
            turn.condition(),
            turn.arm(),
            turn.frames(),
            part.isAccuracy() ? OptionalDouble.empty() : definition.load().pace());
  }

  // A frame that is due later than the last is ready is waited for.
  private static double turnSeconds(
      Condition condition, Arm arm, int frames, OptionalDouble framesPerSecond) {
    double frame = LOCAL_FRAME_SECONDS * condition.deviceSpeed();
    if (arm.strategy().offloads()) {
      frame += ASKING_SECONDS;
      if (!condition.link().equals(Condition.NO_LINK)) {
        LinkProfile link = LinkProfiles.named(condition.link());
        frame += link.up().delay().plus(link.down().delay()).toNanos() / NANOS_PER_SECOND;
        frame += BYTES_UP * Byte.SIZE / link.up().bitsPerSecond();
      }
    }
    double apart = framesPerSecond.isPresent() ? 1 / framesPerSecond.getAsDouble() : 0;
    return TURN_SECONDS + frames * Math.max(frame, apart);
  }

  private static double turnsSeconds(Definition definition, Part part) {
    double seconds = 0;
    if (part.isAccuracy()) {
      for (Arm arm : definition.arms()) {
        seconds +=
            turnSeconds(Arms.plain(part), arm, definition.accuracyFrames(), OptionalDouble.empty());
      }
      return seconds;
    }
    int turns = definition.schedule().sessions() * definition.schedule().rounds();
    Load load = definition.load();
    List<Condition> conditions = definition.conditions(part.dataSet(), part.images());
    if (load.hasLevels()) {
      int blocks = turns * conditions.size() * definition.arms().size();
      return blocks * load.framesPerSecond().size() * (TURN_SECONDS + load.blockSeconds());
    }
    for (Condition condition : conditions) {
      for (Arm arm : definition.arms()) {
        seconds += turns * turnSeconds(condition, arm, definition.schedule().frames(), load.pace());
      }
    }
    return seconds;
  }
}

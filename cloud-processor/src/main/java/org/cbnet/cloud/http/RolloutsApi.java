package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.cbnet.cloud.bundle.Bundle;
import org.cbnet.cloud.bundle.Bundles;
import org.cbnet.cloud.bundle.BundlesUnavailableException;
import org.cbnet.cloud.control.table.UnavailableException;
import org.cbnet.cloud.query.NotReadyException;
import org.cbnet.cloud.rollout.Progress;
import org.cbnet.cloud.rollout.Rollout;
import org.cbnet.cloud.rollout.RolloutConflictException;
import org.cbnet.cloud.rollout.RolloutFigures;
import org.cbnet.cloud.rollout.Rollouts;

/** {@code /api/v1/rollouts}: start, look at, halt. */
public final class RolloutsApi {
  private static final String ONE = "/api/v1/rollouts/{id}";

  private final Rollouts rollouts;
  private final Bundles bundles;
  private final RolloutFigures figures;

  public RolloutsApi(Rollouts rollouts, Bundles bundles, RolloutFigures figures) {
    this.rollouts = Objects.requireNonNull(rollouts, "rollouts is null");
    this.bundles = Objects.requireNonNull(bundles, "bundles is null");
    this.figures = Objects.requireNonNull(figures, "figures is null");
  }

  /**
   * All roll-outs.
   *
   * @param rollouts newest first
   */
  record Listed(List<RolloutAnswer> rollouts) {}

  /**
   * How a roll-out is to be halted.
   *
   * @param onHalt {@code back} or {@code stay}; null as the roll-out was started
   */
  record HaltRequest(String onHalt) {}

  /** The operations. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/rollouts", "Roll-outs, newest first")
            .answers(Listed.class, context -> answer(this::list)),
        Route.get(ONE, "A roll-out and how far it has come")
            .path("id", "as the start answered it")
            .answers(RolloutAnswer.class, context -> answer(() -> one(context))),
        Route.post("/api/v1/rollouts", "Starts a roll-out of a bundle in steps")
            .json(RolloutRequest.class)
            .status(201)
            .answers(RolloutAnswer.class, context -> answer(() -> start(context))),
        Route.post(ONE + "/halt", "Halts a roll-out, or takes one back that is done")
            .path("id", "as the start answered it")
            .json(HaltRequest.class)
            .answers(RolloutAnswer.class, context -> answer(() -> halt(context))));
  }

  private Listed list() {
    return new Listed(
        rollouts.newestFirst().stream()
            .map(rollout -> RolloutAnswer.of(rollout, Optional.empty()))
            .toList());
  }

  private RolloutAnswer one(Context context) {
    String id = context.pathParam("id");
    Rollout rollout = rollouts.find(id).orElseThrow(() -> unknown(id));
    return RolloutAnswer.of(rollout, Optional.of(Progress.of(rollout, figures)));
  }

  private RolloutAnswer start(Context context) {
    RolloutRequest request = JsonBodies.read(context, RolloutRequest.class);
    Optional<Bundle> bundle = Optional.ofNullable(request.bundle()).flatMap(bundles::find);
    return RolloutAnswer.of(
        rollouts.start(request.plan(bundle), Caller.of(context)), Optional.empty());
  }

  private RolloutAnswer halt(Context context) {
    String id = context.pathParam("id");
    HaltRequest request = JsonBodies.read(context, HaltRequest.class);
    Boolean back = request.onHalt() == null ? null : RolloutRequest.isBack(request.onHalt());
    return rollouts
        .halt(id, back, Caller.of(context))
        .map(rollout -> RolloutAnswer.of(rollout, Optional.empty()))
        .orElseThrow(() -> unknown(id));
  }

  private static NotFoundResponse unknown(String id) {
    return new NotFoundResponse("no roll-out '%s'".formatted(id));
  }

  private static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(e.getMessage());
    } catch (RolloutConflictException e) {
      throw new ProblemException(409, "conflict", e.getMessage());
    } catch (BundlesUnavailableException | UnavailableException e) {
      throw new NotReadyException(e.getMessage());
    }
  }
}

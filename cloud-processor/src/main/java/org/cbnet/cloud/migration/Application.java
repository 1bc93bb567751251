package org.cbnet.cloud.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;
import org.cbnet.cloud.store.Store;

/** An application as the broker knows it: its group, its changelogs. */
final class Application {
  private static final Set<GroupState> STOPPED = Set.of(GroupState.EMPTY, GroupState.DEAD);

  // Longer than a session of the cloud lasts by itself.
  private static final int ATTEMPTS = 40;
  private static final int PAUSE_MILLIS = 500;

  private final Admin admin;
  private final String id;

  Application(Admin admin, String id) {
    this.admin = admin;
    this.id = id;
  }

  static String changelog(String applicationId, Store<?, ?> store) {
    return "%s-%s-changelog".formatted(applicationId, store.name());
  }

  /**
   * Refuses an application that runs. One that has just stopped stays in its group until its
   * session is over, so that is waited for.
   */
  void refuseRunning() throws MigrationException, ExecutionException, InterruptedException {
    Optional<GroupState> state = state();
    for (int i = 0; i < ATTEMPTS && state.isPresent() && !STOPPED.contains(state.get()); i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      state = state();
    }
    if (state.isPresent() && !STOPPED.contains(state.get())) {
      throw new MigrationException(
          "application %s runs (its group is %s): stop every instance".formatted(id, state.get()));
    }
  }

  void refuseExisting() throws MigrationException, ExecutionException, InterruptedException {
    boolean known =
        group().isPresent()
            || admin.listTopics().names().get().stream()
                .anyMatch(name -> name.startsWith(id + "-") && name.endsWith("-changelog"));
    if (known) {
      throw new MigrationException(
          "application %s exists already: set application-id to a new name".formatted(id));
    }
  }

  /** How many partitions a store has; nothing where it has no changelog. */
  Optional<Integer> partitions(Store<?, ?> store) throws ExecutionException, InterruptedException {
    String name = changelog(id, store);
    return admin.listTopics().names().get().contains(name)
        ? Optional.of(
            admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().size())
        : Optional.empty();
  }

  private Optional<GroupState> state() throws ExecutionException, InterruptedException {
    return group().map(group -> group.groupState().orElse(GroupState.UNKNOWN));
  }

  private Optional<GroupListing> group() throws ExecutionException, InterruptedException {
    return admin.listGroups().all().get().stream()
        .filter(group -> group.groupId().equals(id))
        .findFirst();
  }
}

package org.cbnet.experiments.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.recount.AnswerCheck;
import org.cbnet.experiments.recount.Recount;
import org.cbnet.experiments.recount.Totals;
import org.cbnet.experiments.stack.CloudSetup;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.LocalStack.Cloud;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three instances answer as one, with one of them killed too. */
@Tag("long")
class SeveralInstancesTest {
  private static final Duration MAX_REPLAY_AGE = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String HOURS =
      "/api/v1/stats?window=1h&groupBy=strategy&from=%s&to=%s".formatted(hour(-2), hour(2));
  private static final List<String> PATHS =
      List.of("/api/v1/conservation", HOURS, "/api/v1/devices/pi-007", "/api/v1/devices/pi-021");

  @TempDir private Path folder;

  @Test
  void everyAnswerIsTheRecountOfThePrefixThatItNames() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        LocalStack stack = new LocalStack(folder.resolve("stack"), JavaLauncher.ofThisProcess());
        Feed feed = new Feed(broker.bootstrapServers(), 11)) {
      String brokers = broker.bootstrapServers();
      List<Cloud> clouds = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clouds.add(stack.startCloud(setup(i, brokers, 0)));
      }
      feed.send(300);
      Totals whole = Recount.of(brokers, MAX_REPLAY_AGE).all();
      for (Cloud cloud : clouds) {
        await(cloud, "/api/v1/conservation", answer -> covers(answer, whole));
      }
      assertThatAllAnswerTheSame(clouds, Recount.of(brokers, MAX_REPLAY_AGE));

      List<Asked> answers = new ArrayList<>();
      clouds.get(0).process().kill();
      List<Cloud> alive = clouds.subList(1, 3);
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < end) {
        feed.send(20);
        ask(alive, answers);
      }
      Cloud back = stack.startCloud(setup(0, brokers, clouds.get(0).address().getPort()));
      Totals after = Recount.of(brokers, MAX_REPLAY_AGE).all();
      List<Cloud> again = List.of(back, clouds.get(1), clouds.get(2));
      for (Cloud cloud : again) {
        await(
            cloud,
            "/api/v1/conservation?stale=false",
            answer -> {
              answers.add(answer);
              return covers(answer, after);
            });
      }

      AnswerCheck check = new AnswerCheck(Recount.of(brokers, MAX_REPLAY_AGE));
      assertThat(answers).allSatisfy(answer -> assertThatIsRight(check, answer));
      assertThatAllAnswerTheSame(again, Recount.of(brokers, MAX_REPLAY_AGE));
      long good = answers.stream().filter(answer -> answer.status() == 200).count();
      long stale = answers.stream().filter(Asked::isStale).count();
      System.out.printf("answers %d good %d stale %d%n", answers.size(), good, stale);
      // While nobody has heard of the kill yet, what the dead one had is read from copies.
      assertThat(stale).isPositive();
      assertThat((double) good / answers.size()).isGreaterThan(0.9);
    }
  }

  private static void assertThatIsRight(AnswerCheck check, Asked answer) {
    if (answer.status() == 503) {
      assertThat(answer.retryAfter()).isPresent();
      return;
    }
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    List<String> differences =
        answer.path().startsWith("/api/v1/conservation")
            ? check.conservation(answer.body())
            : answer.path().startsWith("/api/v1/stats")
                ? check.hours(answer.body())
                : check.device(answer.body());
    assertThat(differences).as("%s", answer).isEmpty();
  }

  private static void assertThatAllAnswerTheSame(List<Cloud> clouds, Recount recount)
      throws Exception {
    AnswerCheck check = new AnswerCheck(recount);
    List<String> paths = new ArrayList<>(PATHS);
    paths.add("/api/v1/devices?limit=7");
    paths.add("/api/v1/experiments");
    paths.add("/api/v1/experiments/run-1/comparison");
    for (String path : paths) {
      JsonNode first = null;
      for (Cloud cloud : clouds) {
        Asked answer = await(cloud, path, any -> any.status() == 200 && !any.isStale());
        if (PATHS.contains(path)) {
          assertThatIsRight(check, answer);
        }
        first = first == null ? answer.body() : first;
        assertThat(answer.body()).as(path).isEqualTo(first);
      }
    }
    List<String> devices = new ArrayList<>();
    String next = "";
    for (int i = 0; !next.equals("null"); i++) {
      // Each page from another instance: a token is of no one of them.
      URI from = clouds.get(i % clouds.size()).address();
      Asked page = Asked.of(from, "/api/v1/devices?limit=7" + (i == 0 ? "" : "&after=" + next));
      page.body().path("devices").forEach(of -> devices.add(of.path("deviceId").asText()));
      next = page.body().path("next").asText();
    }
    assertThat(devices).containsExactlyElementsOf(recount.all().devices().keySet());
  }

  private static void ask(List<Cloud> clouds, List<Asked> answers) throws Exception {
    for (Cloud cloud : clouds) {
      for (String path : PATHS) {
        answers.add(Asked.of(cloud.address(), path));
      }
    }
  }

  private static boolean covers(Asked answer, Totals totals) {

    Map<String, Long> position = AnswerCheck.position(answer.body());
    return position.values().stream().mapToLong(Long::longValue).sum() >= totals.records();
  }

  private static Asked await(Cloud cloud, String path, Predicate<Asked> done) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Asked answer = Asked.of(cloud.address(), path);
    while (!done.test(answer)) {
      assertThat(System.nanoTime()).as("%s", answer).isLessThan(deadline);
      Thread.sleep(100);
      answer = Asked.of(cloud.address(), path);
    }
    return answer;
  }

  private static CloudSetup setup(int number, String brokers, int port) {
    return new CloudSetup(
        "cloud-" + number, "several", brokers, port, Duration.ofMillis(100), 10 << 20, 1);
  }

  private static String hour(int fromNow) {
    return Instant.now().truncatedTo(ChronoUnit.HOURS).plus(fromNow, ChronoUnit.HOURS).toString();
  }
}

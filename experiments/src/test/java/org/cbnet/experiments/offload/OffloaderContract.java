package org.cbnet.experiments.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every offloader keeps, with a real server behind an emulated link. */
@Timeout(180)
abstract class OffloaderContract {
  static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);
  // Those that were on their way when the link went down; Outbox.MOST_UNDERWAY.
  private static final int MOST_UNDERWAY = 8;

  private final List<Offloader> opened = new ArrayList<>();

  /** The far end that this offloader needs. */
  abstract FarEnd farEnd();

  /** Opens one that asks the far end over its link. */
  abstract Offloader open();

  /** Opens one that asks where nobody listens. */
  abstract Offloader openToNobody() throws Exception;

  @AfterEach
  void everyQuestionIsInExactlyOneCounter() {
    for (Offloader each : opened) {
      each.close();
      OffloadCounts counts = each.counts();
      assertThat(counts.asked()).as("%s", counts).isEqualTo(settled(counts));
    }
    farEnd().stopServing();
  }

  @Test
  void answersWithWhatTheServerSays() throws Exception {
    Offloader offloader = serving(label(7));
    OffloadCounts before = offloader.counts();

    PendingAnswer pending = offloader.ask(question(), LONG.toNanos());
    Optional<OffloadAnswer> answer = await(pending, LONG);

    assertThat(answer)
        .get()
        .isInstanceOfSatisfying(
            OffloadAnswer.Answered.class,
            answered -> {
              assertThat(answered.label()).isEqualTo(7);
              assertThat(answered.exit()).isEqualTo("final");
              assertThat(answered.bytesDown()).isPositive();
            });
    assertThat(pending.bytesUp()).isGreaterThan(1_000);
    OffloadCounts after = offloader.counts();
    assertThat(after.answered()).isEqualTo(before.answered() + 1);
    assertThat(after.bytesUp() - before.bytesUp()).isGreaterThanOrEqualTo(pending.bytesUp());
    assertThat(after.bytesDown() - before.bytesDown())
        .isGreaterThanOrEqualTo(answer.get().bytesDown());
  }

  @Test
  void passesOnRefusals() throws Exception {
    Offloader offloader = serving(label(7));
    for (String status : List.of("expired", "unknown-bundle", "failed")) {
      farEnd().serve(refusing(status));
      long before = offloader.counts().refused();

      assertThat(await(offloader.ask(question(), LONG.toNanos()), LONG))
          .get()
          .isInstanceOfSatisfying(
              OffloadAnswer.Refused.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.reason()).isEqualTo("as told");
                assertThat(refused.queueNanos()).isEqualTo(11);
              });
      assertThat(offloader.counts().refused()).isEqualTo(before + 1);
    }
  }

  @Test
  void takesAReplyThatMakesNoSenseForARefusal() throws Exception {
    Offloader offloader = serving(label(7));
    farEnd()
        .serve(
            Responder.of(
                request -> {
                  OffloadReply reply = Responder.labelled(request, 7);
                  reply.setPredictedLabel(null);
                  return Optional.of(reply);
                }));

    assertThat(await(offloader.ask(question(), LONG.toNanos()), LONG))
        .get()
        .isInstanceOfSatisfying(
            OffloadAnswer.Refused.class,
            refused -> assertThat(refused.reason()).contains("can't be used"));
  }

  @Test
  void aLateAnswerIsCountedAndDropped() throws Exception {
    Offloader offloader = serving(label(7));
    CountDownLatch release = new CountDownLatch(1);
    farEnd()
        .serve(
            Responder.of(
                request -> {
                  awaitQuietly(release);
                  return Optional.of(Responder.labelled(request, 7));
                }));

    PendingAnswer pending = offloader.ask(question(), SHORT.toNanos());
    assertThat(await(pending, SHORT)).isEmpty();
    assertThat(pending.end()).isEmpty();
    release.countDown();

    until(() -> offloader.counts().late() == 1);
    assertThat(pending.end()).isEmpty();
    assertThat(offloader.counts().foreign()).isZero();
  }

  @Test
  void whatIsNeverAnsweredIsLostAndTheNextIsAnswered() throws Exception {
    Offloader offloader = serving(label(7));
    farEnd().serve(request -> Optional.empty());
    PendingAnswer pending = offloader.ask(question(), SHORT.toNanos());
    assertThat(await(pending, SHORT)).isEmpty();
    assertThat(pending.end()).isEmpty();

    until(() -> offloader.counts().lost() == 1);

    farEnd().serve(label(8));
    assertThat(untilAnswered(offloader).label()).isEqualTo(8);
  }

  @Test
  void tellsAtOnceThatNobodyListens() throws Exception {
    Offloader offloader = openToNobody();
    opened.add(offloader);
    for (int i = 0; i < 10; i++) {
      assertThat(await(offloader.ask(question(), LONG.toNanos()), LONG))
          .containsInstanceOf(OffloadAnswer.Unreachable.class);
      Thread.sleep(100);
    }

    OffloadCounts counts = offloader.counts();
    assertThat(counts.asked()).isEqualTo(10);
    assertThat(counts.unreachable()).isEqualTo(10);
  }

  @Test
  void isAnsweredAgainAfterTheServerDiedAndCameBack() throws Exception {
    Offloader offloader = serving(label(7));

    farEnd().die();
    for (int i = 0; i < 40; i++) {
      PendingAnswer pending = offloader.ask(question(), SHORT.toNanos());
      Optional<OffloadAnswer> answer = await(pending, SHORT);
      assertThat(answer.filter(OffloadAnswer.Answered.class::isInstance)).isEmpty();
      pending.end();
      Thread.sleep(50);
    }
    farEnd().comeBack();
    farEnd().serve(label(8));

    assertThat(untilAnswered(offloader).label()).isEqualTo(8);
  }

  @Test
  void anOutageEndsWithoutStaleRequests() throws Exception {
    Offloader offloader = serving(label(7));
    Arrivals arrivals = new Arrivals();
    farEnd().serve(Responder.of(arrivals));
    untilAnswered(offloader);

    farEnd().link().change(LinkProfiles.OFFLINE);
    long outageNanos = System.nanoTime();
    // Every 50 ms, whether the one before is answered or not, for some seconds.
    List<PendingAnswer> asked = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      asked.add(offloader.ask(question(), SHORT.toNanos()));
      if (i >= 4) {
        asked.get(i - 4).end();
      }
      Thread.sleep(50);
    }
    asked.forEach(PendingAnswer::end);
    farEnd().link().change(LinkProfiles.LAN);

    untilAnswered(offloader);
    List<Arrivals.Arrival> stale = arrivals.stale();
    assertThat(stale).hasSizeLessThanOrEqualTo(MOST_UNDERWAY);
    // Only what had left when nobody could know yet that the link was down.
    assertThat(stale)
        .allSatisfy(
            each ->
                assertThat(each.sentNanos())
                    .isLessThan(outageNanos + SHORT.plusMillis(100).toNanos()));
    assertThat(offloader.counts().unreachable()).isGreaterThan(80);
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    // Others' clients in this process may still be there, and may never go.
    List<String> before = threads();
    Offloader offloader = serving(label(7));
    assertThat(threads()).anyMatch(name -> !before.contains(name));

    offloader.close();
    offloader.close();

    assertThat(offloader.ask(question(), LONG.toNanos()).end())
        .containsInstanceOf(OffloadAnswer.Unreachable.class);
    until(() -> before.containsAll(threads()));
  }

  /** An offloader whose questions are answered. */
  Offloader serving(Responder responder) throws Exception {
    farEnd().serve(responder);
    Offloader offloader = open();
    opened.add(offloader);
    untilAnswered(offloader);
    return offloader;
  }

  static Responder label(int label) {
    return Responder.label(label);
  }

  static OffloadQuestion question() {
    return new OffloadQuestion(
        "abc",
        "2:conv",
        List.of(
            new OffloadTensor(
                "conv",
                List.of(1, 1_000),
                new EncodedTensor("uint8", "raw", 0.5f, 3, new byte[1_000]))));
  }

  static Optional<OffloadAnswer> await(PendingAnswer pending, Duration longest) {
    return pending.await(System.nanoTime() + longest.toNanos());
  }

  static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("it never came true").isNegative();
      // Java's HTTP client ends its thread when it is collected.
      System.gc();
      Thread.sleep(20);
    }
  }

  static OffloadAnswer.Answered untilAnswered(Offloader offloader) throws InterruptedException {
    OffloadAnswer.Answered[] found = new OffloadAnswer.Answered[1];
    until(
        () -> {
          PendingAnswer pending = offloader.ask(question(), Duration.ofSeconds(1).toNanos());
          await(pending, Duration.ofSeconds(1));
          return pending
              .end()
              .filter(OffloadAnswer.Answered.class::isInstance)
              .map(answer -> found[0] = (OffloadAnswer.Answered) answer)
              .isPresent();
        });
    return found[0];
  }

  private static Responder refusing(String status) {
    return Responder.of(
        request ->
            Optional.of(
                OffloadReply.newBuilder()
                    .setRequestId(request.getRequestId())
                    .setDeviceId(request.getDeviceId())
                    .setStatus(status)
                    .setReason("as told")
                    .setQueueNanos(11)
                    .setCloudNanos(0)
                    .build()));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("offload-(kafka|http2).*|HttpClient-.*|.*[|] .*-offload"))
        .toList();
  }

  private static long settled(OffloadCounts counts) {
    return counts.answered()
        + counts.refused()
        + counts.unreachable()
        + counts.late()
        + counts.lost();
  }

  /** Requests as the server gets them; it has the device's clock here, being in one process. */
  private static final class Arrivals implements Function<OffloadRequest, Optional<OffloadReply>> {
    private final List<Arrival> all = new ArrayList<>();

    /** A request and when it was sent and came. */
    private record Arrival(long sentNanos, long cameNanos, long budgetMicros) {}

    @Override
    public synchronized Optional<OffloadReply> apply(OffloadRequest request) {
      all.add(
          new Arrival(
              request.getSentMonotonicNanos(), System.nanoTime(), request.getBudgetMicros()));
      return Optional.of(Responder.labelled(request, 7));
    }

    private synchronized List<Arrival> stale() {
      return all.stream()
          .filter(
              each ->
                  each.cameNanos() - each.sentNanos()
                      > TimeUnit.MICROSECONDS.toNanos(each.budgetMicros()))
          .toList();
    }
  }
}

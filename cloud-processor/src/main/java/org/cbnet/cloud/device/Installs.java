package org.cbnet.cloud.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.state.InstallsState;
import org.cbnet.cloud.state.SenderState;
import org.cbnet.cloud.state.StateFormat;

/**
 * Who sends one kind of record under one device's name; tells a copied card from a device that was
 * installed anew or restarted. Not thread-safe.
 *
 * <p>A sender is a boot of the operating system within an installation. Two are one device too many
 * where both are live:
 *
 * <ol>
 *   <li><b>Return</b>: a sender is heard, then another, then the first one again, twice within ten
 *       minutes. One return may be a record that was overtaken.
 *   <li><b>Fork</b>: a new sender of an installation comes with a boot number that another one,
 *       heard within ten minutes, has reached or passed. Each start takes a higher number, so this
 *       card was copied before.
 * </ol>
 *
 * <p>The younger one, by its first record, is refused from then on, for as long as one that is not
 * refused is heard within ten minutes. All times are append times and all records of one partition
 * of one topic, so a recount decides the same.
 */
public final class Installs {
  /** Two senders are live together that are heard within this time. */
  public static final long LIVE_MILLIS = TimeUnit.MINUTES.toMillis(10);

  // A row is not to be written for each record.
  private static final long NOTED_EVERY_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final int MAX_SENDERS = 8;
  private static final int RETURNS = 2;
  private static final long NO_BOOT = -1;

  private final InstallsState state;

  private Installs(InstallsState state) {
    this.state = state;
  }

  /** Nobody was heard. */
  public static Installs empty() {
    return new Installs(new InstallsState(StateFormat.VERSION, new ArrayList<>(), -1, 0, 0L));
  }

  /** As {@link #toState()} gave it. */
  public static Installs of(InstallsState state) {
    state.setSenders(new ArrayList<>(state.getSenders()));
    return new Installs(state);
  }

  /** The stored form. */
  public InstallsState toState() {
    return state;
  }

  /** Senders that clashed with an older one. */
  public List<SenderState> clashes() {
    return state.getSenders().stream().filter(sender -> sender.getClashMillis() > 0).toList();
  }

  /** Whether nobody else was heard, and it was heard with a boot of its own: the rule. */
  public boolean isOnly(Sender from) {
    if (state.getSenders().size() != 1) {
      return false;
    }
    SenderState only = state.getSenders().get(0);
    return !only.getIsRefused()
        && only.getClashMillis() == 0
        && only.getInstallId().equals(from.installId())
        && only.getOsBootId().equals(from.osBootId());
  }

  /**
   * Whether a sender's record is to be refused; counts it where it is. Changes the row only where
   * there are {@link #clashes} then.
   *
   * @return installation and boot of the operating system of the elder
   */
  public Optional<String> refuse(Sender from, long appendMillis) {
    Optional<SenderState> known = find(from);
    boolean hasOwnBoot = known.map(sender -> sender.getLastBoot() != NO_BOOT).orElse(false);
    if (!hasOwnBoot && from.bootNumber().isPresent()) {
      forkedFrom(from, appendMillis)
          .ifPresent(
              elder -> clash(known.orElseGet(() -> add(from, appendMillis)), elder, appendMillis));
    }
    return find(from)
        .filter(SenderState::getIsRefused)
        .flatMap(younger -> refuse(younger, appendMillis));
  }

  private Optional<String> refuse(SenderState younger, long appendMillis) {
    Optional<SenderState> elder =
        state.getSenders().stream()
            .filter(sender -> !sender.getIsRefused() && isLive(sender, appendMillis))
            .findFirst();
    if (elder.isEmpty()) {
      // The other one was taken out of service, so this one is the device now.
      younger.setIsRefused(false);
      return Optional.empty();
    }
    younger.setRefused(younger.getRefused() + 1);
    younger.setRefusedMillis(appendMillis);
    return Optional.of(name(elder.get()));
  }

  private Optional<SenderState> forkedFrom(Sender from, long appendMillis) {
    return state.getSenders().stream()
        .filter(sender -> sender.getInstallId().equals(from.installId()))
        .filter(sender -> !sender.getOsBootId().equals(from.osBootId()))
        .filter(sender -> !sender.getIsRefused() && isLive(sender, appendMillis))
        .filter(sender -> sender.getLastBoot() >= from.bootNumber().getAsLong())
        .findFirst();
  }

  /**
   * Notes a record that was not refused and brought something new.
   *
   * @return whether the row has changed
   */
  public boolean note(Sender from, long appendMillis) {
    Optional<SenderState> known = find(from);
    SenderState sender = known.orElseGet(() -> add(from, appendMillis));
    boolean isChanged = known.isEmpty();
    int place = state.getSenders().indexOf(sender);
    if (place != state.getCurrent()) {
      if (known.isPresent() && isLive(sender, appendMillis)) {
        returned(sender, appendMillis);
      }
      state.setCurrent(place);
      isChanged = true;
    }
    if (from.bootNumber().orElse(NO_BOOT) > sender.getLastBoot()) {
      sender.setLastBoot(from.bootNumber().getAsLong());
      isChanged = true;
    }
    if (appendMillis - sender.getLastMillis() >= NOTED_EVERY_MILLIS) {
      sender.setLastMillis(appendMillis);
      isChanged = true;
    }
    return isChanged;
  }

  private void returned(SenderState sender, long appendMillis) {
    if (state.getReturns() == 0 || appendMillis - state.getReturnMillis() > LIVE_MILLIS) {
      state.setReturns(0);
      state.setReturnMillis(appendMillis);
    }
    state.setReturns(state.getReturns() + 1);
    if (state.getReturns() >= RETURNS) {
      SenderState other = state.getSenders().get(state.getCurrent());
      boolean isYounger =
          Comparator.comparing(SenderState::getFirstMillis)
                  .thenComparing(state.getSenders()::indexOf)
                  .compare(sender, other)
              > 0;
      clash(isYounger ? sender : other, isYounger ? other : sender, appendMillis);
      state.setReturns(0);
    }
  }

  private static void clash(SenderState younger, SenderState elder, long appendMillis) {
    younger.setIsRefused(true);
    younger.setElder(name(elder));
    younger.setClashMillis(appendMillis);
  }

  private SenderState add(Sender from, long appendMillis) {
    if (state.getSenders().size() == MAX_SENDERS) {
      SenderState current = state.getSenders().get(state.getCurrent());
      state.getSenders().stream()
          .filter(sender -> !sender.equals(current))
          .min(Comparator.comparing(SenderState::getLastMillis))
          .ifPresent(state.getSenders()::remove);
      state.setCurrent(state.getSenders().indexOf(current));
    }
    SenderState added =
        SenderState.newBuilder()
            .setInstallId(from.installId())
            .setOsBootId(from.osBootId())
            .setFirstMillis(appendMillis)
            .setLastMillis(appendMillis)
            .setLastBoot(NO_BOOT)
            .setIsRefused(false)
            .build();
    state.getSenders().add(added);
    return added;
  }

  private Optional<SenderState> find(Sender from) {
    for (SenderState sender : state.getSenders()) {
      if (sender.getInstallId().equals(from.installId())
          && sender.getOsBootId().equals(from.osBootId())) {
        return Optional.of(sender);
      }
    }
    return Optional.empty();
  }

  private static boolean isLive(SenderState sender, long appendMillis) {
    return appendMillis - sender.getLastMillis() <= LIVE_MILLIS;
  }

  private static String name(SenderState sender) {
    return sender.getInstallId() + " " + sender.getOsBootId();
  }
}

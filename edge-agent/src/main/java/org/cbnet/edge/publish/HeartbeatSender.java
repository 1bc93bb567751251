package org.cbnet.edge.publish;

import java.util.Objects;
import org.cbnet.edge.spool.SpoolOutput;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/** Sends heartbeats over the publisher's link, one at a time. Used by the publisher's thread. */
final class HeartbeatSender {
  private final Heartbeats heartbeats;
  private final SpoolOutput spool;
  private final SendStamp stamp;
  private final LinkLog log;
  private Sent onItsWay;
  private DeviceStatus told;

  HeartbeatSender(Heartbeats heartbeats, SpoolOutput spool, SendStamp stamp, LinkLog log) {
    this.heartbeats = heartbeats;
    this.spool = spool;
    this.stamp = stamp;
    this.log = log;
  }

  /** Sends one that is due, unless one is on its way; false where there was nothing to do. */
  boolean sendDue(Link link) {
    if (onItsWay != null || heartbeats.untilDueNanos() > 0) {
      return false;
    }
    long ticket = heartbeats.begin();
    byte[] payload;
    try {
      payload = payload();
    } catch (RuntimeException e) {
      // For example counters that break a law: bad enough, but results must leave all the same.
      heartbeats.lost();
      log.trouble("heartbeat not made", e);
      return false;
    }
    onItsWay = link.hand(Topics.DEVICE_STATUS.name(), payload, ticket);
    return true;
  }

  private byte[] payload() {
    DeviceStatus status = heartbeats.status();
    stamp.stamp(status);
    told = status;
    return Topics.DEVICE_STATUS.value().serializer().serialize(Topics.DEVICE_STATUS.name(), status);
  }

  /** Takes note of one that has arrived; false where none has. */
  boolean settle(Link link) {
    if (onItsWay == null || onItsWay.state() == Sent.State.PENDING) {
      return false;
    }
    Sent ended = onItsWay;
    onItsWay = null;
    if (ended.state() == Sent.State.DELIVERED) {
      heartbeats.delivered(ended.position());
      forgetWhatIsDone();
      return true;
    }
    heartbeats.lost();
    if (link.isEmpty()) {
      // Nothing else would notice that the producer is beyond repair.
      throw new LinkLostException(ended.cause());
    }
    log.trouble("heartbeat lost", ended.cause());
    return false;
  }

  private void forgetWhatIsDone() {
    for (BootCounters boot : told.getBoots()) {
      String install = Objects.requireNonNullElse(boot.getInstallId(), told.getInstallId());
      if (boot.getSpooled() == 0 && boot.getEnergySpooled() == 0) {
        spool.forget(install, boot.getBootNumber());
      }
    }
  }

  /** The link is gone, and with it whatever was on its way. */
  void linkLost() {
    if (onItsWay != null) {
      onItsWay = null;
      heartbeats.lost();
    }
  }

  /** Nanoseconds until the next is due; for ever while one is on its way. */
  long untilDueNanos() {
    return onItsWay == null ? heartbeats.untilDueNanos() : Long.MAX_VALUE;
  }
}

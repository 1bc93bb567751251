package org.cbnet.cloud.presence;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cbnet.cloud.query.BadTokenException;
import org.cbnet.cloud.query.Boot;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.DeviceCounters;
import org.cbnet.cloud.query.DeviceFilter;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.Frame;
import org.cbnet.cloud.query.PageToken;

/** Devices as heard and as registered, together: those that were never heard, too. */
public final class FleetQueries {
  // A page of a filter that few devices pass ends early, so that one question can't read all.
  private static final int MAX_READS = 20;
  private static final int READ = 1_000;

  private final DeviceQueries heard;
  private final Registrations registrations;
  private final PresenceRule rule;
  private final Clock clock;

  public FleetQueries(
      DeviceQueries heard, Registrations registrations, PresenceRule rule, Clock clock) {
    this.heard = Objects.requireNonNull(heard, "heard is null");
    this.registrations = Objects.requireNonNull(registrations, "registrations is null");
    this.rule = Objects.requireNonNull(rule, "rule is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * A page of devices.
   *
   * @param devices in order of their ids
   * @param next what to ask for {@code after} to get the next page; null on the last
   * @param position of the input that this reflects, at least
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Page(
      List<FleetDevice> devices, String next, Map<String, Long> position, List<String> stale) {}

  /**
   * A device by itself.
   *
   * @param device what is known of it
   * @param boots that it was heard of in, those heard of last first
   * @param frames its last 20 results, the newest first; as far as their topic can be read
   * @param minutes of two hours
   * @param hours of two days
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Single(
      FleetDevice device,
      List<Boot> boots,
      List<Frame> frames,
      List<DeviceCounters> minutes,
      List<DeviceCounters> hours,
      Map<String, Long> position,
      List<String> stale) {}

  /**
   * What is known of a device.
   *
   * @param presence online, late, offline or never-seen
   * @param registration state in the registry, or unregistered
   * @param lastHeard append time of the last heartbeat or result, ISO 8601; null where none came
   */
  public record FleetDevice(
      String deviceId,
      String presence,
      String registration,
      String lastHeard,
      DeviceQueries.Heartbeat heartbeat,
      DeviceQueries.Activity activity,
      long acknowledged) {}

  /**
   * What devices to tell of; null and empty do not matter.
   *
   * @param heard by what they last sent
   * @param presence by presence
   * @param registration by state in the registry, or unregistered
   */
  public record Filter(DeviceFilter heard, String presence, String registration) {
    private boolean isNone() {
      return heard.equals(DeviceFilter.NONE) && presence == null && registration == null;
    }

    private boolean passes(FleetDevice device) {
      return (presence == null || presence.equals(device.presence()))
          && (registration == null || registration.equals(device.registration()));
    }

    private String text() {
      return String.join(
          " ",
          heard.text(),
          Objects.requireNonNullElse(presence, ""),
          Objects.requireNonNullElse(registration, ""));
    }
  }

  /** A device, if it was ever heard or is registered. */
  public Optional<Single> find(String deviceId, Copies copies) {
    Optional<DeviceQueries.Single> found = heard.find(deviceId, copies);
    if (found.isPresent()) {
      return found.map(
          single ->
              new Single(
                  device(single.device()),
                  single.boots(),
                  single.frames(),
                  single.minutes(),
                  single.hours(),
                  single.position(),
                  single.stale()));
    }
    return registrations.state(deviceId).map(state -> silent(deviceId, copies));
  }

  private Single silent(String deviceId, Copies copies) {
    DeviceQueries.Page any = heard.page(1, Optional.empty(), DeviceFilter.NONE, copies);
    return new Single(
        device(silent(deviceId)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        any.position(),
        any.stale());
  }

  /**
   * A page of at most as many devices as given. May hold fewer and name a next page all the same,
   * where few pass the filter.
   *
   * @param after the 'next' of the page before, of the same filter
   * @throws BadTokenException where it is not
   */
  public Page page(int limit, Optional<String> after, Filter filter, Copies copies) {
    List<FleetDevice> taken = new ArrayList<>();
    Optional<String> from = after.map(token -> PageToken.lastKey("after", token, filter.text()));
    int read = filter.isNone() ? limit + 1 : READ;
    Optional<DeviceQueries.Page> first = Optional.empty();
    for (int reads = 0; reads < MAX_READS; reads++) {
      DeviceQueries.Page page = heard.page(read, from, filter.heard(), copies);
      // What was read first is the least that all of it reflects.
      first = first.or(() -> Optional.of(page));
      List<String> registered =
          filter.heard().equals(DeviceFilter.NONE) ? registrations.ids(read, from) : List.of();
      NavigableMap<String, FleetDevice> part = merged(page, registered, read);
      for (FleetDevice device : part.values()) {
        if (filter.passes(device)) {
          if (taken.size() == limit) {
            return page(taken, Optional.of(taken.get(limit - 1).deviceId()), filter, first.get());
          }
          taken.add(device);
        }
      }
      if (page.next() == null && registered.size() < read) {
        return page(taken, Optional.empty(), filter, first.get());
      }
      from = Optional.of(part.lastKey());
    }
    return page(taken, from, filter, first.orElseThrow());
  }

  private static Page page(
      List<FleetDevice> taken, Optional<String> last, Filter filter, DeviceQueries.Page read) {
    return new Page(
        taken,
        last.map(id -> PageToken.of(id, filter.text())).orElse(null),
        read.position(),
        read.stale());
  }

  /** Both lists as far as both have been read. */
  private NavigableMap<String, FleetDevice> merged(
      DeviceQueries.Page page, List<String> registered, int read) {
    TreeMap<String, FleetDevice> part = new TreeMap<>();
    registered.forEach(id -> part.put(id, device(silent(id))));
    page.devices().forEach(device -> part.put(device.deviceId(), device(device)));
    Stream.of(
            Optional.ofNullable(page.next()),
            registered.size() < read
                ? Optional.<String>empty()
                : Optional.of(registered.get(read - 1)))
        .flatMap(Optional::stream)
        .min(String::compareTo)
        .ifPresent(last -> part.tailMap(last, false).clear());
    return part;
  }

  private static DeviceQueries.Device silent(String deviceId) {
    return new DeviceQueries.Device(deviceId, null, null, 0);
  }

  private FleetDevice device(DeviceQueries.Device device) {
    OptionalLong last =
        LongStream.concat(
                Stream.ofNullable(device.heartbeat()).mapToLong(beat -> millis(beat.received())),
                Stream.ofNullable(device.activity()).mapToLong(some -> millis(some.received())))
            .max();
    return new FleetDevice(
        device.deviceId(),
        rule.of(last, clock.millis()).id(),
        registrations.state(device.deviceId()).orElse(Registrations.UNREGISTERED),
        last.isPresent() ? Instant.ofEpochMilli(last.getAsLong()).toString() : null,
        device.heartbeat(),
        device.activity(),
        device.acknowledged());
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}

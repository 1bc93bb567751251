package org.cbnet.cloud.store;

import java.util.List;
import org.cbnet.cloud.deadletter.LetterOrigin;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.InstallsKey;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;

/** Parts of the keys of {@link CloudStores}, there and back. */
final class StoreKeys {
  private StoreKeys() {}

  static List<String> parts(DeviceHourKey key) {
    return List.of(key.deviceId(), KeySerde.ordered(key.startSeconds()));
  }

  static DeviceHourKey deviceHourKey(List<String> parts) {
    return new DeviceHourKey(parts.get(0), Long.parseLong(parts.get(1)));
  }

  static List<String> parts(BootId key) {
    return List.of(key.deviceId(), key.installId(), KeySerde.ordered(key.bootNumber()));
  }

  static BootId bootId(List<String> parts) {
    return new BootId(parts.get(0), parts.get(1), Long.parseLong(parts.get(2)));
  }

  static List<String> parts(InstallsKey key) {
    return List.of(key.deviceId(), key.kind());
  }

  static InstallsKey installsKey(List<String> parts) {
    return new InstallsKey(parts.get(0), parts.get(1));
  }

  static List<String> parts(LetterOrigin key) {
    return List.of(key.topic(), KeySerde.ordered(key.partition()), KeySerde.ordered(key.offset()));
  }

  static LetterOrigin origin(List<String> parts) {
    return new LetterOrigin(
        parts.get(0), Integer.parseInt(parts.get(1)), Long.parseLong(parts.get(2)));
  }

  static List<String> parts(WindowKey key) {
    Group group = key.group();
    return List.of(
        key.size().id(),
        KeySerde.ordered(key.startSeconds()),
        KeySerde.ordered(key.partition()),
        group.runId(),
        group.strategy(),
        group.modelHash(),
        group.configHash(),
        group.board(),
        group.site(),
        group.dataset(),
        group.linkProfile());
  }

  static WindowKey windowKey(List<String> parts) {
    Group group =
        new Group(
            parts.get(3),
            parts.get(4),
            parts.get(5),
            parts.get(6),
            parts.get(7),
            parts.get(8),
            parts.get(9),
            parts.get(10));
    return new WindowKey(
        WindowSize.of(parts.get(0)).orElseThrow(),
        Long.parseLong(parts.get(1)),
        group,
        Integer.parseInt(parts.get(2)));
  }

  static List<String> parts(RoundKey key) {
    return List.of(
        key.runId(),
        key.strategy(),
        key.modelHash(),
        key.configHash(),
        key.board(),
        key.dataset(),
        key.linkProfile(),
        KeySerde.ordered(key.round()),
        KeySerde.ordered(key.partition()));
  }

  static RoundKey roundKey(List<String> parts) {
    return new RoundKey(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        parts.get(4),
        parts.get(5),
        parts.get(6),
        Integer.parseInt(parts.get(7)),
        Integer.parseInt(parts.get(8)));
  }
}

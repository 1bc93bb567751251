package org.cbnet.experiments.bench.dedup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.schemas.record.SequenceRange;

/** What the product should answer, said plainly: a set of numbers for each boot and kind. */
final class Reference {
  private final Map<Key, ReferenceBoot> boots = new HashMap<>();

  /** What is numbered apart. */
  record Key(BootId boot, boolean energy) {}

  /** The numbers of a message that were new, or nothing where it can't be remembered. */
  Optional<List<Long>> take(Message message) {
    for (SequenceRange range : message.droppedRanges()) {
      BootId own = message.boot();
      BootId of =
          range.getBootNumber() == null
              ? own
              : new BootId(own.deviceId(), own.installId(), range.getBootNumber());
      boot(of, message.energy()).drop(range.getFirst(), range.getLast());
    }
    ReferenceBoot boot = boot(message.boot(), message.energy());
    long first = message.numbers().first();
    long last = message.numbers().last();
    return message.refused() ? boot.refuse(first, last) : boot.take(first, last);
  }

  Map<Key, ReferenceBoot> boots() {
    return boots;
  }

  private ReferenceBoot boot(BootId id, boolean energy) {
    return boots.computeIfAbsent(new Key(id, energy), key -> new ReferenceBoot());
  }
}

package org.cbnet.cloud.pairing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cbnet.cloud.state.BucketState;
import org.cbnet.cloud.state.StateFormat;

/**
 * Up to 64 frames: the slots of those that wait for an arm, and bits of all others, so that an
 * outcome that comes again or too late is told from a new one. Not thread-safe.
 */
public final class Bucket {

  private final Slot[] slots = new Slot[FrameNumber.BUCKET_FRAMES];
  private long[] seen;
  private long done;
  private long closed;
  private long dueMinute = -1;

  private Bucket(long... seen) {
    this.seen = seen;
  }

  /** What became of an outcome. */
  public enum Fate {
    /** It is the first of its frame and opened a slot. */
    OPENED,
    /** It waits with others. */
    WAITS,
    /** It was the last that its frame waited for. */
    COMPLETED,
    /** Its arm had the frame before. */
    REPEATED,
    /** All arms had the frame before, and it is of another one. */
    UNEXPECTED,
    /** Its frame's slot was closed before. */
    UNPAIRED
  }

  /** Of nothing. */
  public static Bucket empty() {
    return new Bucket();
  }

  /** As {@link #toState()} gave it. */
  public static Bucket of(BucketState state) {
    Bucket bucket = new Bucket(state.getSeen().stream().mapToLong(Long::longValue).toArray());
    bucket.done = state.getDone();
    bucket.closed = state.getClosed();
    LongReader in = new LongReader(state.getSlots());
    while (in.hasNext()) {
      bucket.slots[(int) in.next()] = Slot.read(in);
    }
    return bucket;
  }

  /** The stored form. */
  public BucketState toState() {
    LongWriter out = new LongWriter();
    for (int place = 0; place < slots.length; place++) {
      if (slots[place] != null) {
        slots[place].write(out.add(place));
      }
    }
    List<Long> masks = new ArrayList<>(seen.length);
    for (long mask : seen) {
      masks.add(mask);
    }
    return new BucketState(StateFormat.VERSION, done, closed, masks, out.bytes());
  }

  /**
   * Takes an outcome.
   *
   * @param place of the frame
   * @param arm by its place in the cohort
   * @param declared arms that the frame is given
   * @param minute since 1970
   */
  public Fate add(int place, int arm, long outcome, int declared, long minute) {
    long bit = 1L << place;
    if (arm >= seen.length) {
      seen = Arrays.copyOf(seen, arm + 1);
    }
    if ((seen[arm] & bit) != 0) {
      return Fate.REPEATED;
    }
    seen[arm] |= bit;
    if ((done & bit) != 0) {
      return Fate.UNEXPECTED;
    }
    if ((closed & bit) != 0) {
      return Fate.UNPAIRED;
    }
    boolean opens = slots[place] == null;
    if (opens) {
      slots[place] = new Slot(minute);
    }
    slots[place].add(arm, outcome);
    if (slots[place].size() >= declared) {
      done |= bit;
      return Fate.COMPLETED;
    }
    return opens ? Fate.OPENED : Fate.WAITS;
  }

  /** Takes a slot away. */
  public Slot take(int place) {
    Slot slot = slots[place];
    slots[place] = null;
    return slot;
  }

  /** Closes the slots that were opened up to a minute, included. */
  public List<Slot> close(long minute) {
    List<Slot> taken = new ArrayList<>();
    for (int place = 0; place < slots.length; place++) {
      if (slots[place] != null && slots[place].openedMinute() <= minute) {
        closed |= 1L << place;
        taken.add(take(place));
      }
    }
    return taken;
  }

  /** Whether this is the first that is asked of a minute, in this process at least. */
  public boolean isNewlyDue(long minute) {
    boolean newly = minute != dueMinute;
    dueMinute = minute;
    return newly;
  }

  /** Outcomes in slots. */
  public long open() {
    return Arrays.stream(slots).filter(slot -> slot != null).mapToLong(Slot::size).sum();
  }
}

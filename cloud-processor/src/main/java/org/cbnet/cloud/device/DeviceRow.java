package org.cbnet.cloud.device;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.state.ActivityState;
import org.cbnet.cloud.state.DeviceState;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.schemas.record.ResultBatch;

/**
 * What the last results of one device say of it; each of its batches changes this row, so what is
 * larger or changes less often is elsewhere. Not thread-safe.
 */
public final class DeviceRow {
  /** Results that the last batches together hold at least, where there were as many. */
  public static final int RECENT_RESULTS = 20;

  private static final int FIRST_CAPACITY = 4;

  private ActivityState activity;
  private long acknowledgedResults;
  // A heartbeat that an older version of the cloud took.
  private ByteBuffer oldStatus;
  private long oldStatusAppendMillis;
  // Offset, accepted, offset, accepted: a list would box two numbers for each batch.
  private long[] batches = new long[FIRST_CAPACITY];
  private int size;
  private Tally minute;

  private DeviceRow() {}

  /** A device not heard of before. */
  public static DeviceRow empty() {
    return new DeviceRow();
  }

  /** As {@link #toState()} gave it. */
  public static DeviceRow of(DeviceState state) {
    DeviceRow row = new DeviceRow();
    row.activity = state.getActivity();
    row.acknowledgedResults = state.getAcknowledgedResults();
    row.oldStatus = state.getStatus();
    row.oldStatusAppendMillis = state.getStatusAppendMillis();
    row.batches =
        Arrays.copyOf(
            state.getBatches().stream().mapToLong(Long::longValue).toArray(),
            Math.max(FIRST_CAPACITY, state.getBatches().size()));
    row.size = state.getBatches().size();
    row.minute = state.getMinute() == null ? null : Tally.of(state.getMinute());
    return row;
  }

  /** The stored form; nothing of it is kept, so that it is gone with the commit. */
  public DeviceState toState() {
    DeviceState state = new DeviceState();
    state.setFormatVersion(StateFormat.VERSION);
    state.setActivity(activity);
    state.setAcknowledgedResults(acknowledgedResults);
    state.setStatus(oldStatus);
    state.setStatusAppendMillis(oldStatusAppendMillis);
    state.setBatches(Arrays.stream(batches, 0, size).boxed().toList());
    state.setMinute(minute == null ? null : minute.toState());
    return state;
  }

  /** Takes how many more results were acknowledged to the device. */
  public void acknowledge(long more) {
    acknowledgedResults += more;
  }

  /** Takes a batch of which results were accepted. */
  public void results(ResultBatch batch, long accepted, long offset, long appendMillis) {
    if (activity == null) {
      activity = new ActivityState();
    }
    ActivityState last = activity;
    last.setResults(last.getResults() + accepted);
    if (appendMillis < last.getAppendMillis()) {
      // A dead letter that is counted after all: what it says of the device is old.
      return;
    }
    last.setAppendMillis(appendMillis);
    last.setBootNumber(batch.getBootNumber());
    if (!isAsBefore(last, batch)) {
      last.setInstallId(batch.getInstallId());
      last.setSite(batch.getSite());
      last.setBoard(batch.getBoard());
      last.setStrategy(batch.getStrategy());
      last.setModelHash(batch.getModelHash());
      last.setConfigHash(batch.getConfigHash());
      last.setRunId(batch.getRunId());
    }
    addBatch(offset, accepted);
  }

  // Names are written when they change, which is hardly ever: each reference that is written in a
  // row that has long been there makes the garbage collector look through it again.
  private static boolean isAsBefore(ActivityState last, ResultBatch batch) {
    return batch.getInstallId().equals(last.getInstallId())
        && batch.getSite().equals(last.getSite())
        && batch.getBoard().equals(last.getBoard())
        && batch.getStrategy().equals(last.getStrategy())
        && batch.getModelHash().equals(last.getModelHash())
        && batch.getConfigHash().equals(last.getConfigHash())
        && Objects.equals(batch.getRunId(), last.getRunId());
  }

  private void addBatch(long offset, long accepted) {
    if (size == batches.length) {
      batches = Arrays.copyOf(batches, 2 * size);
    }
    batches[size] = offset;
    batches[size + 1] = accepted;
    size += 2;
    long spare = -RECENT_RESULTS;
    for (int i = 1; i < size; i += 2) {
      spare += batches[i];
    }
    int gone = 0;
    while (spare >= batches[gone + 1]) {
      spare -= batches[gone + 1];
      gone += 2;
    }
    if (gone > 0) {
      size -= gone;
      System.arraycopy(batches, gone, batches, 0, size);
    }
  }

  /** The minute that its last results are in; null where there is none. */
  public Tally minute() {
    return minute;
  }

  /** Begins a minute. */
  public void begin(long startSeconds) {
    if (minute == null) {
      minute = Tally.empty(startSeconds);
    } else {
      minute.restart(startSeconds);
    }
  }

  /** Where in the results topic its last {@link #RECENT_RESULTS} results are, in order. */
  public List<Long> recentOffsets() {
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < size; i += 2) {
      offsets.add(batches[i]);
    }
    return offsets;
  }

  /** Its heartbeat, where an older version of the cloud took it. */
  public Optional<Heartbeat> oldHeartbeat() {
    return Optional.ofNullable(oldStatus).map(bytes -> Heartbeat.of(bytes, oldStatusAppendMillis));
  }

  /** Forgets what {@link #oldHeartbeat()} tells. */
  public void forgetOldHeartbeat() {
    oldStatus = null;
    oldStatusAppendMillis = 0;
  }

  /** The last results. */
  public Optional<ActivityState> activity() {
    return Optional.ofNullable(activity);
  }

  /** Results that the device has been told are on the broker, over all its boots. */
  public long acknowledgedResults() {
    return acknowledgedResults;
  }
}

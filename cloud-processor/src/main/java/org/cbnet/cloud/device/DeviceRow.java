package org.cbnet.cloud.device;

import java.util.ArrayList;
import java.util.List;
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

  private final DeviceState state;
  private Tally minute;

  private DeviceRow(DeviceState state) {
    this.state = state;
    this.minute = state.getMinute() == null ? null : Tally.of(state.getMinute());
  }

  /** A device not heard of before. */
  public static DeviceRow empty() {
    DeviceState state = new DeviceState();
    state.setFormatVersion(StateFormat.VERSION);
    state.setBatches(new ArrayList<>());
    return new DeviceRow(state);
  }

  /** As {@link #toState()} gave it. */
  public static DeviceRow of(DeviceState state) {
    return new DeviceRow(state);
  }

  /** The stored form. */
  public DeviceState toState() {
    state.setFormatVersion(StateFormat.VERSION);
    state.setMinute(minute == null ? null : minute.toState());
    return state;
  }

  /** Takes how many more results were acknowledged to the device. */
  public void acknowledge(long more) {
    state.setAcknowledgedResults(state.getAcknowledgedResults() + more);
  }

  /** Takes a batch of which results were accepted. */
  public void results(ResultBatch batch, long accepted, long offset, long appendMillis) {
    ActivityState last = state.getActivity();
    if (last == null) {
      last = new ActivityState();
      state.setActivity(last);
    }
    last.setResults(last.getResults() + accepted);
    if (appendMillis < last.getAppendMillis()) {
      // A dead letter that is counted after all: what it says of the device is old.
      return;
    }
    last.setAppendMillis(appendMillis);
    last.setInstallId(batch.getInstallId());
    last.setBootNumber(batch.getBootNumber());
    last.setSite(batch.getSite());
    last.setBoard(batch.getBoard());
    last.setStrategy(batch.getStrategy());
    last.setModelHash(batch.getModelHash());
    last.setConfigHash(batch.getConfigHash());
    last.setRunId(batch.getRunId());
    addBatch(offset, accepted);
  }

  private void addBatch(long offset, long accepted) {
    List<Long> batches = state.getBatches();
    batches.add(offset);
    batches.add(accepted);
    long spare = -RECENT_RESULTS;
    for (int i = 1; i < batches.size(); i += 2) {
      spare += batches.get(i);
    }
    while (spare >= batches.get(1)) {
      spare -= batches.get(1);
      batches.subList(0, 2).clear();
    }
  }

  /** The minute that its last results are in; null where there is none. */
  public Tally minute() {
    return minute;
  }

  /** Begins a minute. */
  public void begin(long startSeconds) {
    minute = Tally.empty(startSeconds);
  }

  /** Where in the results topic its last {@link #RECENT_RESULTS} results are, in order. */
  public List<Long> recentOffsets() {
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < state.getBatches().size(); i += 2) {
      offsets.add(state.getBatches().get(i));
    }
    return offsets;
  }

  /** Its heartbeat, where an older version of the cloud took it. */
  public Optional<Heartbeat> oldHeartbeat() {
    return Optional.ofNullable(state.getStatus())
        .map(bytes -> Heartbeat.of(bytes, state.getStatusAppendMillis()));
  }

  /** Forgets what {@link #oldHeartbeat()} tells. */
  public void forgetOldHeartbeat() {
    state.setStatus(null);
    state.setStatusAppendMillis(0);
  }

  /** The last results. */
  public Optional<ActivityState> activity() {
    return Optional.ofNullable(state.getActivity());
  }

  /** Results that the device has been told are on the broker, over all its boots. */
  public long acknowledgedResults() {
    return state.getAcknowledgedResults();
  }
}

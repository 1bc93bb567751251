package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.RoundKey;

/** What the rounds of a run come to. Not thread-safe. */
final class RunSummary {
  private final TreeSet<String> strategies = new TreeSet<>();
  private final TreeSet<Integer> rounds = new TreeSet<>();
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis;
  private long frames;
  private boolean hasEnded;

  void add(RoundKey key, Aggregate part) {
    Figures figures = part.figures();
    strategies.add(key.strategy());
    rounds.add(key.round());
    firstMillis = Math.min(firstMillis, figures.appended().firstMillis());
    lastMillis = Math.max(lastMillis, figures.appended().lastMillis());
    frames += figures.tally().results();
  }

  /** Notes that a partition keeps nothing of it any more. */
  void end() {
    hasEnded = true;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  void merge(RunSummary other) {
    hasEnded |= other.hasEnded;
    strategies.addAll(other.strategies);
    rounds.addAll(other.rounds);
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    frames += other.frames;
  }

  long firstMillis() {
    return firstMillis;
  }

  RunQueries.Run run(String runId) {
    return new RunQueries.Run(
        runId,
        Instant.ofEpochMilli(firstMillis).toString(),
        Instant.ofEpochMilli(lastMillis).toString(),
        List.copyOf(strategies),
        rounds.size(),
        frames);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(firstMillis);
    out.writeLong(lastMillis);
    out.writeLong(frames);
    out.writeBoolean(hasEnded);
    out.writeInt(strategies.size());
    for (String strategy : strategies) {
      out.writeUTF(strategy);
    }
    out.writeInt(rounds.size());
    for (int round : rounds) {
      out.writeInt(round);
    }
  }

  static RunSummary read(DataInput in) throws IOException {
    RunSummary run = new RunSummary();
    run.firstMillis = in.readLong();
    run.lastMillis = in.readLong();
    run.frames = in.readLong();
    run.hasEnded = in.readBoolean();
    for (int left = in.readInt(); left > 0; left--) {
      run.strategies.add(in.readUTF());
    }
    for (int left = in.readInt(); left > 0; left--) {
      run.rounds.add(in.readInt());
    }
    return run;
  }
}

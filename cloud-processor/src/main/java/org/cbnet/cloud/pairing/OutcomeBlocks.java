package org.cbnet.cloud.pairing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.state.OutcomeBlock;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Packs the outcomes of a paired batch, and reads them again.
 *
 * <p>A block holds neighbouring frames, so a batch in order becomes one record and changes one or
 * two buckets.
 */
public final class OutcomeBlocks {
  private static final Comparator<Numbered> BY_FRAME =
      Comparator.comparing((Numbered outcome) -> outcome.frame.prefix())
          .thenComparingLong(outcome -> outcome.frame.number());

  private OutcomeBlocks() {}

  /** Takes the outcomes of a block. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one, in order of the frames' numbers. */
    void take(long number, long outcome);
  }

  /** The blocks of a batch's fresh results. */
  public static List<OutcomeBlock> of(ResultBatch batch, List<SequenceSpan> fresh) {
    List<Numbered> outcomes = new ArrayList<>(batch.getResults().size());
    for (SequenceSpan span : fresh) {
      for (long sequence = span.first(); sequence <= span.last(); sequence++) {
        Result result = batch.getResults().get((int) (sequence - batch.getFirstSequence()));
        outcomes.add(new Numbered(FrameNumber.of(result.getFrameId()), Outcome.of(result)));
      }
    }
    // Stable: of two results of one frame the first stays the first.
    outcomes.sort(BY_FRAME);
    List<OutcomeBlock> blocks = new ArrayList<>(2);
    int first = 0;
    for (int i = 1; i <= outcomes.size(); i++) {
      if (i == outcomes.size() || !outcomes.get(first).isBeside(outcomes.get(i))) {
        blocks.add(block(batch, outcomes.subList(first, i)));
        first = i;
      }
    }
    return blocks;
  }

  /** Hands on the outcomes of a block. */
  public static void each(OutcomeBlock block, Sink sink) {
    LongReader in = new LongReader(block.getOutcomes());
    long number = 0;
    for (int i = 0; i < block.getCount(); i++) {
      number += in.nextSigned();
      sink.take(number, in.next());
    }
  }

  /** By what a block finds its partition: alike for all arms that have its frames. */
  public static byte[] key(OutcomeBlock block) {
    long first = new LongReader(block.getOutcomes()).nextSigned();
    long hash =
        Objects.hash(
            block.getRunId(), block.getDataset(), block.getBoard(), block.getLinkProfile());
    hash = hash * 31 + block.getRound();
    hash = hash * 31 + block.getPrefix().hashCode();
    hash = mixed(hash * 31 + FrameNumber.span(first));
    return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
  }

  private static OutcomeBlock block(ResultBatch batch, List<Numbered> outcomes) {
    LongWriter out = new LongWriter();
    long before = 0;
    for (Numbered outcome : outcomes) {
      out.addSigned(outcome.frame.number() - before).add(outcome.outcome);
      before = outcome.frame.number();
    }
    return new OutcomeBlock(
        StateFormat.VERSION,
        batch.getRunId(),
        batch.getRound(),
        orEmpty(batch.getDataset()),
        batch.getBoard(),
        orEmpty(batch.getLinkProfile()),
        batch.getStrategy(),
        batch.getModelHash(),
        batch.getConfigHash(),
        batch.getPairedArms(),
        outcomes.get(0).frame.prefix(),
        outcomes.size(),
        out.bytes());
  }

  private static String orEmpty(String name) {
    return name == null ? "" : name;
  }

  /**
   * The finaliser of MurmurHash3 (Appleby), so that every bit of the hash depends on all others.
   */
  private static long mixed(long hash) {
    long bits = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
    return bits ^ bits >>> 33;
  }

  private record Numbered(FrameNumber frame, long outcome) {

    boolean isBeside(Numbered other) {
      return FrameNumber.span(frame.number()) == FrameNumber.span(other.frame.number())
          && frame.prefix().equals(other.frame.prefix());
    }
  }
}

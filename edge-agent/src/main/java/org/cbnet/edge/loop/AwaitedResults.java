package org.cbnet.edge.loop;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.edge.capture.Receipt;
import org.cbnet.edge.capture.StoredResult;
import org.cbnet.edge.spool.StoreListener;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Whoever waits for a result of one batch. Filled by the inference loop's thread; told by the
 * spool's, which has given the batch its first sequence number by then.
 */
final class AwaitedResults implements StoreListener {
  private final List<Integer> positions = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private ResultBatch batch;

  void add(int position, Receipt receipt) {
    positions.add(position);
    receipts.add(receipt);
  }

  /** Says which batch it is; before that is appended. */
  AwaitedResults of(ResultBatch appended) {
    batch = appended;
    return this;
  }

  @Override
  public void stored() {
    for (int i = 0; i < receipts.size(); i++) {
      int position = positions.get(i);
      receipts
          .get(i)
          .stored(
              new StoredResult(
                  batch.getDeviceId(),
                  batch.getInstallId(),
                  batch.getBootNumber(),
                  batch.getFirstSequence() + position,
                  batch.getResults().get(position)));
    }
  }

  @Override
  public void lost(String reason) {
    receipts.forEach(receipt -> receipt.lost(reason));
  }
}

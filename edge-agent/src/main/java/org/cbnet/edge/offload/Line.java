package org.cbnet.edge.offload;

import java.util.Optional;

/** What carries letters. Of any thread; nothing of it waits for the network. */
interface Line {

  /** Why it carries nothing now; empty where it does. */
  Optional<String> trouble();

  /** Takes a letter, whose receipt is then told once, by whatever thread knows. */
  void carry(Letter letter, Receipt receipt);

  /** What became of a letter, as far as the line knows. */
  interface Receipt {

    /** It is the line's no more: it has arrived, or nobody can say. */
    void settled();

    /** No answer will come. */
    void undeliverable(String detail);
  }
}

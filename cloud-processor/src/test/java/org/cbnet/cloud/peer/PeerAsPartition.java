package org.cbnet.cloud.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.cbnet.cloud.query.LocalParts;
import org.cbnet.cloud.query.Part;
import org.cbnet.cloud.query.Peer;
import org.cbnet.cloud.query.Peers;
import org.cbnet.cloud.query.Question;

/** A peer over its own bytes: its only partition, which is its first, is another one's second. */
final class PeerAsPartition implements Peers {
  private final int partition;
  private final PeerService service;
  private final Runnable afterAnswer;

  PeerAsPartition(int partition, LocalParts local) {
    this(partition, local, () -> {});
  }

  /**
   * @param afterAnswer happens between this one's answer and whatever is asked next
   */
  PeerAsPartition(int partition, LocalParts local, Runnable afterAnswer) {
    this.partition = partition;
    this.service = new PeerService(local);
    this.afterAnswer = afterAnswer;
  }

  @Override
  public List<Peer> known() {
    return List.of(new Peer("peer", 1, Set.of(partition)));
  }

  @Override
  public <A> CompletableFuture<List<Part<A>>> ask(
      Peer peer, Question<A> question, Set<Integer> partitions, boolean copies) {
    try {
      byte[] request =
          new ObjectMapper().writeValueAsBytes(new PartsRequest(question, Set.of(0), copies));
      List<Part<A>> parts =
          PartsCodec.decode(question, service.answer(request)).stream()
              .map(part -> new Part<>(partition, part.reading()))
              .toList();
      afterAnswer.run();
      return CompletableFuture.completedFuture(parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.cbnet.cloud.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.cbnet.cloud.query.LocalParts;
import org.cbnet.cloud.query.Question;

/** Answers other instances for the partitions that are here. Safe for several threads. */
public final class PeerService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalParts local;

  public PeerService(LocalParts local) {
    this.local = Objects.requireNonNull(local, "local is null");
  }

  /**
   * Answers.
   *
   * @param request JSON of a {@link PartsRequest}
   * @throws IllegalArgumentException where it is none
   */
  public byte[] answer(byte[] request) throws IOException {
    PartsRequest asked;
    try {
      asked = JSON.readValue(request, PartsRequest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no question of a peer: " + e.getOriginalMessage(), e);
    }
    return answer(asked.question(), asked.partitions(), asked.copies());
  }

  private <A> byte[] answer(Question<A> question, Set<Integer> partitions, boolean copies)
      throws IOException {
    return PartsCodec.encode(question, local.ask(question, partitions, copies));
  }
}

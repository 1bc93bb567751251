package org.cbnet.cloud.offload;

import java.util.Optional;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;

/** Who brought a request and takes its reply. Called from any thread; no method waits. */
interface Correspondent {

  /** Why no reply could reach who asked; empty where one can. */
  Optional<String> obstacle(OffloadRequest request);

  /** The one reply to a request that could be read. */
  void reply(OffloadRequest request, OffloadReply reply);

  /**
   * What came was no request.
   *
   * @param message for people
   */
  void undecodable(Reason reason, String message);
}

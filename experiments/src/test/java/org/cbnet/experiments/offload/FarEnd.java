package org.cbnet.experiments.offload;

import org.cbnet.experiments.link.Link;

/** A server behind a link, as a test has it. */
interface FarEnd {

  /** Answers so from now on. */
  void serve(Responder responder);

  /** Stops answering; the link is a LAN's again. */
  void stopServing();

  /** Is gone, with its connections. */
  void die() throws Exception;

  /** Is there again, at the same address. */
  void comeBack() throws Exception;

  /** The device's link to it. */
  Link link();
}

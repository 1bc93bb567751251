package org.cbnet.edge.offload;

import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.planning.Decision;
import org.cbnet.inference.planning.PlanListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever runs the device where the network is cut, and why. */
final class PlanLog implements PlanListener {
  private static final Logger LOG = LoggerFactory.getLogger(PlanLog.class);

  @Override
  public void decided(Decision decision) {
    LOG.atInfo()
        .addKeyValue("cutBefore", decision.before().id())
        .addKeyValue("cut", decision.after().id())
        .addKeyValue("reason", decision.reason())
        .log("the network is cut elsewhere");
  }

  @Override
  public void leftOut(Cut cut, String reason) {
    LOG.atWarn()
        .addKeyValue("cut", cut.id())
        .addKeyValue("reason", reason)
        .log("the network can't be cut there and is not from now on");
  }
}

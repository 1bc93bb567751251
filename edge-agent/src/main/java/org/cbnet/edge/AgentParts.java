package org.cbnet.edge;

import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.identity.StateDirectory;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.offload.StrategyOpener;
import org.cbnet.edge.publish.Heartbeats;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.edge.steering.Steering;

/** What {@link EdgeAgent} puts together, in the order in which data flows. */
record AgentParts(
    Sources sources,
    StrategyOpener strategies,
    Steering steering,
    StateDirectory state,
    Spool spool,
    EnergyMeter meter,
    InferenceLoop loop,
    StatusReport report,
    Heartbeats heartbeats,
    Publisher publisher,
    EdgeClock clock) {}

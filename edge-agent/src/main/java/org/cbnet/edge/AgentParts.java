package org.cbnet.edge;

import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.identity.StateDirectory;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.publish.Heartbeats;
import org.cbnet.edge.publish.Publisher;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.status.StatusReport;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.dataset.LabelledImages;

/** What {@link EdgeAgent} puts together, in the order in which data flows. */
record AgentParts(
    LabelledImages images,
    InferenceStrategy strategy,
    StateDirectory state,
    WorkContext context,
    Spool spool,
    InferenceLoop loop,
    StatusReport report,
    Heartbeats heartbeats,
    Publisher publisher,
    EdgeClock clock) {}

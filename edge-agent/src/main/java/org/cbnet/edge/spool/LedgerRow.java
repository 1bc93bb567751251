package org.cbnet.edge.spool;

/** A {@link Ledger} as it is stored, in the transaction of whatever changed it. */
record LedgerRow(
    long id,
    BootKey boot,
    long captured,
    long skipped,
    long classified,
    long failed,
    long acknowledged,
    long dropped,
    long energySamples,
    long energyAcknowledged,
    long energyDropped) {}

/**
 * What a planner needs to know of a bundle on a machine: how long the head and the tail of every
 * cut take, and each layer alone.
 *
 * <p><b>Halves are measured whole.</b> The runtime fuses and lays out across layers, so that single
 * layers do not add up to a half; they are there for predicting what was never measured.
 *
 * <p><b>How.</b> Batch 1, one thread, sessions and tensors as agents have them, warm. All pieces
 * are open at the same time and take turns in an order drawn anew each round; a turn is as many
 * images as fill half a millisecond. The median over rounds is the figure, the tenth and ninetieth
 * hundredths are its spread.
 */
package org.cbnet.inference.profile;

/** The raw figures of a run: a row a frame, a row an energy interval, as compressed CSV. */
package org.cbnet.experiments.rows;

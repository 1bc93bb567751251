/** What a run has shown, as figures: the content of {@code summary.json} and of every report. */
package org.cbnet.experiments.summary;

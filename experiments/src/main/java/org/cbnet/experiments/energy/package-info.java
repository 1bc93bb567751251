/** What radio costs: modelled from published measurements, and never mixed with metered joules. */
package org.cbnet.experiments.energy;

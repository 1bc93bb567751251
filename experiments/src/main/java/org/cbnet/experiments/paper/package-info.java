/** What the paper reports, to stand beside what is measured here. */
package org.cbnet.experiments.paper;

/**
 * What a run has shown, for programs and for people: JSON, Markdown, a page, and two runs held side
 * by side.
 */
package org.cbnet.experiments.report;

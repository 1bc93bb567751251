/**
 * Predicts what networks take that were never measured on a machine: from layers that were, by a
 * law for each kind of layer, as Neurosurgeon does (Kang et al., ASPLOS 2017); or from a profile of
 * another machine, by the ratio of a few layers that both have measured.
 */
package org.cbnet.inference.profile.regression;

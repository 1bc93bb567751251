/**
 * Asking the cloud for the rest of an inference, whatever carries the question.
 *
 * <p>A strategy asks through an {@link org.cbnet.inference.offload.Offloader}, goes on with what it
 * has to do by itself, and takes the {@link org.cbnet.inference.offload.OffloadAnswer} where it is
 * there in time. Who gives up says so: an answer that comes later is counted and dropped, never
 * taken for another question's.
 */
package org.cbnet.inference.offload;

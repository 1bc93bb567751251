/**
 * The device's side of offloading: questions over Kafka or over HTTP/2, behind {@link
 * org.cbnet.inference.offload.Offloader}.
 *
 * <p>A question becomes a {@link org.cbnet.edge.offload.Letter}, which the {@link
 * org.cbnet.edge.offload.Outbox} hands to a {@link org.cbnet.edge.offload.Line} while it is of use,
 * and {@link org.cbnet.edge.offload.Questions} knows what became of it.
 */
package org.cbnet.edge.offload;

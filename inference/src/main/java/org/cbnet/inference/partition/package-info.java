/**
 * Cuts a classifier's graph in two: a head for the device and a tail for the cloud.
 *
 * <p><b>Order.</b> The nodes that compute on the image stand in the order of the file, which ONNX
 * wants sorted; nodes that the label does not need are dropped. A prefix of that order is a head,
 * the rest a tail, and the cut between them is the set of tensors that are live there: made by the
 * head, or the image itself, and read by the tail. Within a residual block these are two or more.
 * The order follows from the file's bytes alone, so that both halves of the product find the same
 * cuts.
 *
 * <p><b>What moves freely.</b> Nodes that depend on constants only, such as a {@code Cast} of
 * half-precision weights, are weights: each half has those that it reads. The same goes for the
 * {@code DequantizeLinear} of an activation with a constant scale: each half that reads the values
 * gets a copy, and what crosses is the codes, a byte a value. So no cut separates {@code
 * DequantizeLinear - Conv - QuantizeLinear}, which the runtime fuses into one operator on integers.
 *
 * <p><b>Legal prefixes.</b> All whose live tensors have an {@link
 * org.cbnet.inference.partition.ElementType} and a fixed shape, but of neighbours with no
 * multiply-accumulates between them only the one with the fewest live bytes, and of several such
 * the last. Activations, pooling, sums, reshapes and quantisation cost next to nothing beside what
 * a byte more costs on any link; the values behind a {@code ReLU} are also easier to code; and a
 * cut in front of it breaks the runtime's fusions ({@code Conv - Relu}, {@code Conv - Add - Relu},
 * {@code Conv - Relu - QuantizeLinear}), so that halves answer more slowly and round otherwise.
 * Operators of which nobody here knows whether they multiply keep the cuts on both their sides.
 * Both ends, all in the cloud and all on the device, are always there.
 */
package org.cbnet.inference.partition;

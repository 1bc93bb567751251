package org.cbnet.trainer.network;

/**
 * What is done with each kind of layer; a new kind does not compile until every visitor has it.
 *
 * @param <R> what comes out
 */
public interface LayerVisitor<R> {
  R conv(Conv conv);

  R normConv(NormConv norm);

  R maxPool(MaxPool pool);

  R globalAveragePool(GlobalAveragePool pool);

  R relu(Relu relu);

  R sigmoid(Sigmoid sigmoid);

  R linear(Linear linear);

  R reshape(Reshape reshape);

  R residual(Residual residual);
}

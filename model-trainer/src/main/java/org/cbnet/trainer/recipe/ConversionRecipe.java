package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.labelling.Difficulty;
import org.cbnet.trainer.labelling.Labeller;
import org.cbnet.trainer.network.ConversionShape;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.ClassificationObjective;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.ImageTarget;
import org.cbnet.trainer.training.JointConversionObjective;
import org.cbnet.trainer.training.Objective;
import org.cbnet.trainer.training.Schedule;

/**
 * Our CBNet, converting autoencoder and lightweight DNN trained together, and the controls that
 * share its encoder: one recipe, so that they differ in what they are meant to differ in only.
 *
 * @param network name
 * @param strategy that runs it
 * @param shape for a data set
 * @param own what the image is to be like, for a data set; of no effect where there is no image
 * @param teacher that it is distilled from
 */
record ConversionRecipe(
    String network,
    StrategyName strategy,
    Function<KnownDataSet, ConversionShape> shape,
    Function<KnownDataSet, Conversion> own,
    String teacher)
    implements Recipe {

  ConversionRecipe(
      String network,
      StrategyName strategy,
      Function<KnownDataSet, ConversionShape> shape,
      Function<KnownDataSet, Conversion> own) {
    this(network, strategy, shape, own, Recipes.TEACHER);
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return shape.apply(set).network(network);
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.of(Chosen.augmentingConversions(set));
  }

  // They only label.
  @Override
  public boolean parentsDistilledToo() {
    return false;
  }

  @Override
  public Set<MethodOption> options() {
    return Set.of(MethodOption.IMAGE, MethodOption.TARGET, MethodOption.EASY);
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return shape.apply(set).image() ? own.apply(set).with(method).needs() : List.of();
  }

  @Override
  public TrainedNetwork train(Training training) {
    KnownDataSet set = training.data().set();
    NetworkDescription description = description(set);
    Schedule schedule = training.schedule(Budget.CONVERSION);
    Conversion conversion = own.apply(set).with(training.method());
    boolean converts = shape.apply(set).image() && conversion.imageWeight() > 0;
    Map<String, Object> notes = new TreeMap<>();
    notes.put("shape", shape.apply(set).id());
    Objective objective =
        converts ? joint(training, conversion, notes) : classification(training, notes);
    Fitted fitted =
        training.fit(
            description,
            Weights.initial(description.segments(), training.seed().ofStart()),
            objective,
            schedule);
    return TrainedNetwork.trained(
        description, strategy, fitted, schedule, notes, OptionalDouble.empty());
  }

  private Objective joint(Training training, Conversion conversion, Map<String, Object> notes) {
    TrainingData data = training.data();
    Labeller labeller =
        training.labeller().orElseGet(() -> conversion.labelling().labeller(training));
    Difficulty difficulty = labeller.label(data.training(), data.validation());
    ImageTarget target =
        new ConversionTargets(data, difficulty, shape.apply(data.set()).imageSide())
            .of(conversion.target(), training.seed());
    notes.put("objective", "cross-entropy, weighted mean squared distance to the easy image");
    notes.put("imageWeight", conversion.imageWeight());
    notes.put("target", conversion.target().id());
    notes.put(
        "labelling",
        training.labeller().isPresent()
            ? "margin of the network behind"
            : conversion.labelling().id());
    notes.put("hardShare", difficulty.hardShare());
    notes.put(
        "easyImages", Arrays.stream(EasyImages.of(data, difficulty).indices()).boxed().toList());
    return new JointConversionObjective(target, training.target(), conversion.imageWeight());
  }

  private Objective classification(Training training, Map<String, Object> notes) {
    notes.put("objective", "cross-entropy");
    List<String> segments =
        description(training.data().set()).segments().stream().map(Segment::name).toList();
    return new ClassificationObjective(segments, training.target());
  }
}

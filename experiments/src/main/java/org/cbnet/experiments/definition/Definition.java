package org.cbnet.experiments.definition;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * An experiment as a file defines it, checked. Every choice of images with every link and every
 * device speed is a {@link Condition} for each data set.
 *
 * @param name of the experiment, part of a run's id
 * @param question what it asks, in a sentence
 * @param dataSets whose test images are shown
 * @param images which of them, and what is done to them first
 * @param accuracyFrames test images that each arm is shown once for its accuracy; 0 where accuracy
 *     is that of the timed frames
 * @param arms contenders
 * @param baseline name of the arm that others are compared with
 * @param links names of the links between device and cloud; {@link Condition#NO_LINK} for none
 * @param deviceSpeeds how many times as long as here the device takes
 * @param deadlineSeconds by which a frame that asks the cloud has an answer
 * @param board whose coefficient models the energy
 * @param meter that reads the energy, as an agent's configuration names it
 * @param otherBoards beside which its modelled energy is shown, where there are load levels
 * @param load how often there are frames
 * @param schedule how often what is measured
 * @param hypotheses what it set out to show; the rest carries no verdict
 * @param agents ids of devices elsewhere that are steered; none for processes of this machine
 * @param seed of every order that is drawn
 */
public record Definition(
    String name,
    String question,
    List<KnownDataSet> dataSets,
    List<ImageChoice> images,
    int accuracyFrames,
    List<Arm> arms,
    String baseline,
    List<String> links,
    List<Double> deviceSpeeds,
    double deadlineSeconds,
    String board,
    String meter,
    List<String> otherBoards,
    Load load,
    Schedule schedule,
    List<Hypothesis> hypotheses,
    List<String> agents,
    long seed) {
  /** Where records name their run: of a part that shows every image once. */
  public static final String ACCURACY_SUFFIX = ".acc";

  public Definition {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(question, "question is null");
    Objects.requireNonNull(baseline, "baseline is null");
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(meter, "meter is null");
    Objects.requireNonNull(load, "load is null");
    Objects.requireNonNull(schedule, "schedule is null");
    dataSets = List.copyOf(dataSets);
    images = List.copyOf(images);
    arms = List.copyOf(arms);
    links = List.copyOf(links);
    deviceSpeeds = List.copyOf(deviceSpeeds);
    otherBoards = List.copyOf(otherBoards);
    hypotheses = List.copyOf(hypotheses);
    agents = List.copyOf(agents);
  }

  /** Whether devices elsewhere are measured, and not processes of this machine. */
  public boolean steersDevices() {
    return !agents.isEmpty();
  }

  /** How many processes or devices there are: what is replicated. */
  public int replicates() {
    return steersDevices() ? agents.size() : schedule.jvms();
  }

  /** All of them for one data set. */
  public List<Condition> conditions(KnownDataSet dataSet) {
    return images.stream().flatMap(choice -> conditions(dataSet, choice).stream()).toList();
  }

  /** All of them for one data set and choice of images. */
  public List<Condition> conditions(KnownDataSet dataSet, ImageChoice choice) {
    return links.stream()
        .flatMap(
            link ->
                deviceSpeeds.stream()
                    .map(speed -> new Condition(dataSet.id(), choice.name(), link, speed)))
        .toList();
  }

  /** Rounds of a session in which an arm's frames are timed: at each level of load by itself. */
  public int timedRounds() {
    return schedule.rounds() * (load.hasLevels() ? load.busyLevels().size() : 1);
  }

  /** Characters that the longest name of a part of it has where records name their run. */
  int longestPartName() {
    if (steersDevices()) {
      return agents.stream().mapToInt(String::length).max().orElse(0);
    }
    int longest = 0;
    for (KnownDataSet dataSet : dataSets) {
      for (ImageChoice choice : images) {
        String name = ImageChoice.setOf(dataSet, choice) + ACCURACY_SUFFIX;
        longest = Math.max(longest, name.length());
      }
    }
    return longest;
  }

  /** Frames of a turn at a level. */
  public int framesOfTurn(OptionalDouble level) {
    return level.isPresent() ? load.framesOfBlock(level.getAsDouble()) : schedule.frames();
  }

  /** Whether any arm asks the cloud. */
  public boolean offloads() {
    return arms.stream().anyMatch(arm -> arm.strategy().offloads());
  }
}

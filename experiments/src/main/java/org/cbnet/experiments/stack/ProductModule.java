package org.cbnet.experiments.stack;

/** The modules that run as processes of their own. */
public enum ProductModule {
  /** The device's agent. */
  EDGE_AGENT("edge-agent", "org.cbnet.edge.Main", 256),
  /** The cloud application. */
  CLOUD_PROCESSOR("cloud-processor", "org.cbnet.cloud.Main", 1024),
  /** Broker and experiments. */
  EXPERIMENTS("experiments", "org.cbnet.experiments.Main", 1024);

  private final String folder;
  private final String mainClass;
  private final int heapMebibytes;

  ProductModule(String folder, String mainClass, int heapMebibytes) {
    this.folder = folder;
    this.mainClass = mainClass;
    this.heapMebibytes = heapMebibytes;
  }

  String folder() {
    return folder;
  }

  String mainClass() {
    return mainClass;
  }

  int heapMebibytes() {
    return heapMebibytes;
  }
}

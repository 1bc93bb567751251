package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What ONNX Runtime computes with. Its build on the class path decides which of them exist. */
public enum Provider {
  /** ONNX Runtime's own kernels on the processor; always there. */
  CPU("cpu", OrtProvider.CPU),
  /** NVIDIA's graphics processors. */
  CUDA("cuda", OrtProvider.CUDA),
  /** XNNPACK's kernels on the processor, made for ARM. */
  XNNPACK("xnnpack", OrtProvider.XNNPACK);

  // Without VNNI, x86-64 multiplies 8-bit numbers in pairs whose sum overflows 16 bits where
  // weights
  // are large: ONNX Runtime's default is quick and wrong
  // (onnxruntime_session_options_config_keys.h,
  // kOrtSessionOptionsAvx2PrecisionMode). Processors with VNNI, and others, take no notice.
  private static final String EXACT_INT8 = "session.x64quantprecision";

  private final String id;
  private final OrtProvider ort;

  Provider(String id, OrtProvider ort) {
    this.id = id;
    this.ort = ort;
  }

  /** The name that options and figures use. */
  public String id() {
    return id;
  }

  /** Whether the ONNX Runtime of this process was built with it. */
  public boolean available() {
    return OrtEnvironment.getAvailableProviders().contains(ort);
  }

  /**
   * Finds a provider by its {@link #id()}.
   *
   * @throws IllegalArgumentException where there is none of that name, or this process lacks it;
   *     the message names those that are there
   */
  public static Provider of(String id) {
    Provider provider =
        Arrays.stream(values())
            .filter(candidate -> candidate.id.equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown provider '%s': choose one of %s"
                            .formatted(id, ids(Arrays.asList(values())))));
    if (!provider.available()) {
      throw new IllegalArgumentException(
          "ONNX Runtime on this machine has no provider '%s': it has %s"
              .formatted(id, ids(Arrays.stream(values()).filter(Provider::available).toList())));
    }
    return provider;
  }

  /**
   * Options of a session that computes with this provider on one thread; the caller closes them.
   * Every session of the product is made with these.
   *
   * @throws OrtException where ONNX Runtime lacks the provider
   */
  public OrtSession.SessionOptions sessionOptions() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry(EXACT_INT8, "1");
      switch (this) {
        case CPU -> {
          // What no other provider takes is its anyway.
        }
        case CUDA -> options.addCUDA();
        case XNNPACK -> options.addXnnpack(Map.of("intra_op_num_threads", "1"));
      }
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  private static String ids(List<Provider> providers) {
    return providers.stream().map(Provider::id).collect(Collectors.joining(", "));
  }
}

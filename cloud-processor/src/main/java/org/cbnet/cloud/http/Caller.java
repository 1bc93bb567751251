package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.cbnet.cloud.access.Principal;

/** Who asks, for those who answer. */
final class Caller {
  private static final String ATTRIBUTE = "org.cbnet.cloud.caller";

  private Caller() {}

  /** Who asks, of an operation that not everybody may ask. */
  static Principal of(Context context) {
    return find(context).orElseThrow(() -> new IllegalStateException("nobody was asked"));
  }

  /** Who asks, where that is known. */
  static Optional<Principal> find(Context context) {
    return Optional.ofNullable(context.attribute(ATTRIBUTE));
  }

  static void set(Context context, Principal principal) {
    context.attribute(ATTRIBUTE, principal);
  }
}

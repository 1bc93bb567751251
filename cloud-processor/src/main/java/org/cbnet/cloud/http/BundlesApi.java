package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.bundle.Bundle;
import org.cbnet.cloud.bundle.BundleFile;
import org.cbnet.cloud.bundle.Bundles;
import org.cbnet.cloud.bundle.BundlesUnavailableException;
import org.cbnet.cloud.bundle.RefusedException;
import org.cbnet.cloud.query.NotReadyException;

/** {@code /api/v1/bundles}: upload, publish, list, fetch, remove. */
public final class BundlesApi {
  // Each takes a thread for as long as the device's link needs; the others ask again.
  private static final int DOWNLOADS = 64;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
  private static final String ONE = "/api/v1/bundles/{hash}";
  private static final String ONE_FILE = ONE + "/{file}";
  private static final String HASH_IS = "SHA-256 of bundle.json, 64 lower-case hex digits";
  private static final String BYTES = "application/octet-stream";

  private final Bundles bundles;
  private final long maxBytes;
  private final Semaphore downloads = new Semaphore(DOWNLOADS);

  /**
   * @param maxBytes of one file
   */
  public BundlesApi(Bundles bundles, long maxBytes) {
    this.bundles = Objects.requireNonNull(bundles, "bundles is null");
    this.maxBytes = maxBytes;
  }

  /**
   * All bundles.
   *
   * @param bundles in order of their hashes
   */
  record Listed(List<Bundle> bundles) {}

  /**
   * What was uploaded.
   *
   * @param files in order of their names
   */
  record Staged(List<BundleFile> files) {}

  /**
   * What was removed.
   *
   * @param hash of the bundle
   */
  record Deleted(String hash) {}

  /** The operations. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/bundles", "Bundles that devices can fetch")
            .answers(Listed.class, context -> answer(() -> new Listed(bundles.list()))),
        Route.get(ONE, "Release and files of a bundle")
            .path("hash", HASH_IS)
            .answers(Bundle.class, context -> answer(() -> find(hash(context)))),
        Route.get(ONE + "/staging", "Files that were uploaded here and not published yet")
            .path("hash", HASH_IS)
            .role(Role.OPERATOR)
            .answers(
                Staged.class, context -> answer(() -> new Staged(bundles.staged(hash(context))))),
        Route.put(ONE_FILE, "Uploads a file of a bundle, in any order")
            .path("hash", HASH_IS)
            .path("file", "name as the release has it, release.json or release.json.sig")
            .bytes(BYTES, maxBytes)
            .answers(
                BundleFile.class,
                context ->
                    answer(
                        () ->
                            bundles.stage(
                                hash(context), name(context), RequestBody.stream(context)))),
        Route.post(ONE, "Checks what was uploaded of a bundle, and publishes it")
            .path("hash", HASH_IS)
            .answers(
                Bundle.class,
                context -> answer(() -> bundles.publish(hash(context), Caller.of(context)))),
        Route.delete(ONE, "Removes a bundle that nothing names")
            .path("hash", HASH_IS)
            .answers(
                Deleted.class,
                context -> {
                  String hash = hash(context);
                  if (!answer(() -> bundles.delete(hash, Caller.of(context)))) {
                    throw unknown(hash);
                  }
                  return new Deleted(hash);
                }),
        Route.get(ONE_FILE, "A file of a bundle, or a range of it")
            .path("hash", HASH_IS)
            .path("file", "its name")
            .header("Range", "one range of bytes, such as bytes=100-")
            .header("If-Range", "the ETag that the range must be of; else all of the file comes")
            .header("If-None-Match", "the ETag of what is there already")
            .role(Role.DEVICE)
            .writes(BYTES, this::download));
  }

  private void download(Context context) throws Exception {
    String hash = hash(context);
    String name = name(context);
    BundleFile file =
        answer(() -> find(hash))
            .file(name)
            .orElseThrow(
                () -> new NotFoundResponse("bundle %s has no file '%s'".formatted(hash, name)));
    FileAnswer answer =
        answer(() -> new FileAnswer(bundles.open(file), file.bytes(), file.sha256()));
    if (!downloads.tryAcquire()) {
      throw new NotReadyException("%d downloads are under way".formatted(DOWNLOADS));
    }
    try {
      answer.send(context);
    } catch (IOException e) {
      if (!context.res().isCommitted()) {
        throw e;
      }
      // The device went away, and will ask for the rest.
    } finally {
      downloads.release();
    }
  }

  private Bundle find(String hash) {
    return bundles.find(hash).orElseThrow(() -> unknown(hash));
  }

  private static NotFoundResponse unknown(String hash) {
    return new NotFoundResponse("no bundle '%s'".formatted(hash));
  }

  private static String hash(Context context) {
    return matching(context, "hash", HASH);
  }

  private static String name(Context context) {
    return matching(context, "file", FILE);
  }

  private static String matching(Context context, String parameter, Pattern pattern) {
    String value = context.pathParam(parameter);
    if (!pattern.matcher(value).matches()) {
      throw new BadParameterException(
          "%s must match %s: '%s'".formatted(parameter, pattern.pattern(), value));
    }
    return value;
  }

  @FunctionalInterface
  private interface Work<T> {
    T get() throws IOException, RefusedException;
  }

  private static <T> T answer(Work<T> work) throws IOException {
    try {
      return work.get();
    } catch (BundlesUnavailableException e) {
      throw new NotReadyException(e.getMessage());
    } catch (RefusedException e) {
      throw problem(e);
    }
  }

  private static ProblemException problem(RefusedException e) {
    return switch (e.reason()) {
      case BAD_BUNDLE -> new ProblemException(400, "bad-bundle", e.getMessage());
      case TOO_LARGE -> new ProblemException(413, "too-large", e.getMessage());
      case CONFLICT -> new ProblemException(409, "conflict", e.getMessage());
    };
  }
}

package org.cbnet.cloud;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.access.TokenEntry;
import org.cbnet.cloud.access.TokenExistsException;
import org.cbnet.cloud.access.TokenText;
import org.cbnet.cloud.config.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code admin token create}. */
@Command(
    name = "create",
    description = "Makes a token and prints it, this once, on standard output.",
    footer = {
      "",
      "Examples:",
      "  cbnet admin token create --name ops --role admin",
      "  cbnet admin token create --name pi-7 --role device --device pi-7 > pi-7.token"
    })
final class TokenCreateCommand implements Callable<Integer> {
  private static final Duration MOST = Duration.ofDays(3_660);

  @Mixin private ConfigOption config;

  @Option(names = "--name", required = true, description = "What it is called in lists and audits.")
  private String name;

  @Option(
      names = "--role",
      required = true,
      description = "reader, operator, admin, device or peer.")
  private String role;

  @Option(names = "--device", description = "The device that it is for, with --role device.")
  private String device;

  @Option(
      names = "--expires",
      defaultValue = "90d",
      description = "For how long it is valid, up to 3660d (default: ${DEFAULT-VALUE}).")
  private String expires;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Principal principal = principal();
    Duration valid =
        Durations.parse(expires)
            .filter(time -> time.toMillis() > 0 && time.compareTo(MOST) <= 0)
            .orElseThrow(
                () -> wrong("--expires must be a duration up to 3660d such as 90d: '%s'", expires));
    try (Administration administration = Administration.open(config.read(), Clock.systemUTC())) {
      Optional<TokenEntry> before = administration.tokens().entry(name);
      TokenText token =
          administration.tokens().create(principal, valid, administration.administrator().name());
      administration.audit("token.create", name, before);
      spec.commandLine().getOut().println(token.text());
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    } catch (TokenExistsException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.USAGE;
    }
  }

  private Principal principal() {
    if (!TokenText.mayBeCalled(name)) {
      throw wrong("--name must match [A-Za-z0-9._-]{1,64}: '%s'", name);
    }
    Role known =
        Role.of(role)
            .orElseThrow(
                () ->
                    wrong(
                        "--role must be of "
                            + Arrays.stream(Role.values())
                                .map(Role::id)
                                .collect(Collectors.joining(", "))
                            + ": '%s'",
                        role));
    if ((known == Role.DEVICE) != (device != null)) {
      throw wrong("--device goes with --role device, and with it only: '%s'", role);
    }
    if (device != null && !TokenText.mayBeCalled(device)) {
      throw wrong("--device must match [A-Za-z0-9._-]{1,64}: '%s'", device);
    }
    return new Principal(name, known, device);
  }

  private ParameterException wrong(String message, String value) {
    return new ParameterException(spec.commandLine(), message.formatted(value));
  }
}

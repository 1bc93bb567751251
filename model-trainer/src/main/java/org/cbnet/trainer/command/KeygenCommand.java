package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.signing.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle keygen}: a key for machines without openssl. */
@Command(
    name = "keygen",
    description =
        "Makes an Ed25519 key: NAME.pem (private, readable by you alone) and NAME.pub.pem, as openssl"
            + " genpkey and openssl pkey -pubout do. Replaces nothing.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle keygen trainer",
      "  openssl genpkey -algorithm ed25519 -out trainer.pem     the same",
      "  openssl pkey -in trainer.pem -pubout -out trainer.pub.pem"
    })
final class KeygenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Of the files, before .pem and .pub.pem.")
  private Path name;

  @Override
  public Integer call() throws IOException {
    SigningKey key = SigningKey.generate();
    Path privateFile = Path.of(name + ".pem");
    Path publicFile = Path.of(name + ".pub.pem");
    write(privateFile, key.privatePem(), "rw-------");
    write(publicFile, key.publicPem(), "rw-r--r--");
    PrintWriter out = spec.commandLine().getOut();
    out.printf("key %s: %s (keep it secret), %s%n", key.id(), privateFile, publicFile);
    out.flush();
    return 0;
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    try (SeekableByteChannel channel =
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString(permissions)));
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (FileAlreadyExistsException e) {
      throw new InputException("%s is there already: choose another name".formatted(file));
    }
  }
}

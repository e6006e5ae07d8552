package dev.flotilla.main.command.option;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.signature.MirrorKeys;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the private keys of artifacts are that are signed by key. */
public final class KeysOption {
  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = {
        "The folder with <path>.key of each artifact that is signed by key;",
        "otherwise the one that FLOTILLA_MIRROR_KEYS names."
      })
  private Optional<Path> keys = Optional.empty();

  /** Returns the folder, if there is one. */
  public Optional<Path> folder(Invocation invocation) {
    return keys.map(invocation::resolve).or(() -> invocation.mirrorKeys().map(MirrorKeys::folder));
  }
}

package dev.flotilla.main.publish.signature;

import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The key pairs of a mirror, in a folder: {@code <path>.key} and {@code <path>.pub} for the
 * artifact at {@code <path>} in the public registry.
 */
public final class KeyPairs {
  /** What the file of a public key ends in. */
  public static final String PUBLIC = ".pub";

  private static final String PRIVATE = ".key";

  private final Path folder;

  /** The key pairs in {@code folder}, which need not exist. */
  public KeyPairs(Path folder) {
    this.folder = folder;
  }

  /** Returns where the private key of an artifact is, if it is there. */
  Path privateKey(String path) {
    return folder.resolve(path + PRIVATE);
  }

  private Path publicKey(String path) {
    return folder.resolve(path + PUBLIC);
  }

  /**
   * Returns those artifacts that have no key pair. A public key alone counts as one: its private
   * key is where the artifact is published.
   *
   * @throws Failure if one has only a private key
   */
  public List<String> missing(List<String> paths) {
    List<String> missing = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String path : paths) {
      if (!Files.exists(privateKey(path))) {
        if (!Files.exists(publicKey(path))) {
          missing.add(path);
        }
      } else if (!Files.exists(publicKey(path))) {
        problems.add(
            "a private key must have its public one beside it, got '%1$s' alone; run 'cosign public-key --key %1$s --outfile %2$s'"
                .formatted(privateKey(path), publicKey(path)));
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
    return missing;
  }

  /**
   * Creates the key pairs of artifacts that have none. The private keys, for their owner's eyes
   * only, are encrypted with {@code COSIGN_PASSWORD}.
   *
   * @param workingFolder what the path of cosign starts from, if it is relative
   */
  public void make(List<String> paths, Path workingFolder, Map<String, String> environment) {
    if (!environment.containsKey(Cosign.PASSWORD_VARIABLE)) {
      throw new Failure(
          "private keys must be encrypted with a password, got no %s; set it, to an empty value if only you can read the folder"
              .formatted(Cosign.PASSWORD_VARIABLE));
    }
    Cosign cosign = Cosign.find(environment, workingFolder, TimeLimits.PUBLISH);
    for (String path : paths) {
      createFolder(folder.resolve(path).getParent());
      cosign.makeKeyPair(folder.resolve(path));
    }
  }

  private static void createFolder(Path parent) {
    try {
      Files.createDirectories(parent);
    } catch (IOException e) {
      throw new Failure(
          "cannot create the folder of keys, got '%s'; make its parent writable for you"
              .formatted(parent));
    }
  }
}

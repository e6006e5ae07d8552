package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Public keys of those who sign Git commits or tags; any of them fits.
 *
 * <p>Rejected: no key, and whatever is neither OpenPGP nor SSH. It is never shown, because it may
 * be a private key.
 *
 * @param openPgp armored blocks, as {@code gpg --armor --export} prints them
 * @param ssh lines, as a file {@code id_ed25519.pub} has them; they need Flux 2.9
 */
public record GitKeys(List<String> openPgp, List<String> ssh) {
  private static final Pattern OPEN_PGP =
      Pattern.compile(
          "-----BEGIN PGP PUBLIC KEY BLOCK-----[^-]+(?:-[^-]+)*-----END PGP PUBLIC KEY BLOCK-----\\R?");
  private static final Pattern SSH =
      Pattern.compile(
          "(?m)^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[-\\w@.]+ AAAA[A-Za-z0-9+/]+=*(?: .*)?$\\R?");

  public GitKeys {
    openPgp = List.copyOf(openPgp);
    ssh = List.copyOf(ssh);
    if ((openPgp.isEmpty() && ssh.isEmpty()) || !areOf(OPEN_PGP, openPgp) || !areOf(SSH, ssh)) {
      throw refused();
    }
  }

  private static boolean areOf(Pattern form, List<String> keys) {
    return keys.stream().allMatch(key -> form.matcher(key.strip()).matches());
  }

  /** Returns the keys in {@code texts}, each with some of either form. */
  public static GitKeys of(String... texts) {
    for (String text : texts) {
      String rest = SSH.matcher(OPEN_PGP.matcher(text).replaceAll("")).replaceAll("");
      if (text.isBlank() || !rest.isBlank()) {
        throw refused();
      }
    }
    return new GitKeys(found(OPEN_PGP, texts), found(SSH, texts));
  }

  private static List<String> found(Pattern form, String... texts) {
    return Stream.of(texts)
        .flatMap(text -> form.matcher(text).results())
        .map(key -> key.group().strip() + "\n")
        .distinct()
        .toList();
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "keys of Git commits must be public keys of OpenPGP, from '-----BEGIN PGP PUBLIC KEY BLOCK-----' to '-----END PGP PUBLIC KEY BLOCK-----', or of SSH, such as 'ssh-ed25519 AAAA…'; export them with gpg --armor --export, or take the file that ends with .pub");
  }

  /** Returns whether there is an SSH key, which Flux before 2.9 takes for one of OpenPGP. */
  public boolean hasSsh() {
    return !ssh.isEmpty();
  }

  /** Returns the Secret with them, by which Flux verifies; nothing in it is secret. */
  public KubernetesObject secret(String namespace, String name) {
    Map<String, Object> data = Ordered.map();
    for (int i = 0; i < openPgp.size(); i++) {
      // Flux reads the first block of each file alone.
      data.put(i == 0 ? "keys.asc" : "keys-%d.asc".formatted(i + 1), openPgp.get(i));
    }
    if (hasSsh()) {
      data.put("keys.sshpub", String.join("", ssh));
    }
    return KubernetesObject.of(
        "v1", "Secret", namespace, name, Ordered.map("type", "Opaque", "stringData", data));
  }
}

package dev.flotilla.fleet.registry;

import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Registries that are reached at another address: a site's own copy, or the one in a sandbox.
 *
 * <p>Where the public Sigstore is out of reach, a mirror has one of its own: whoever must have
 * signed an artifact must have signed it there. Or it has key pairs of its own. They sign
 * everything that a cluster runs from the mirror, whoever signed the original. Rejected: both of
 * them, and one key for two artifacts, which would verify in each other's place; two registries of
 * which content could not name each.
 *
 * @param targets from a public registry's host to the place that mirrors its repositories
 * @param keys by an artifact's path in the public registry, for example {@code acme/fleet}, its
 *     public key as PEM text, or several of which any fits; empty means that signers stay
 * @param sigstore by which signatures without a key are verified of what comes from the mirror;
 *     empty means the fleet's
 */
public record Mirror(
    Map<String, Target> targets, SortedMap<String, String> keys, Optional<Sigstore> sigstore)
    implements Registries {
  /** No mirror: every registry is reached directly. */
  public static final Mirror NONE = new Mirror(new TreeMap<>(), Ordered.NONE, Optional.empty());

  private static final String SCHEME = "oci://";

  private static final Pattern RULE =
      Pattern.compile(
          "(?<host>[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]{1,5})?)="
              + "(?<http>http://)?(?<address>[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]{1,5})?)(?<prefix>(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*)");

  /**
   * The place that mirrors a registry's repositories.
   *
   * @param host host and port
   * @param prefix the path before each repository, empty or with a leading slash
   * @param isInsecure whether it, on loopback, speaks plain HTTP
   */
  public record Target(String host, String prefix, boolean isInsecure) {
    public Target {
      OciUrl any = new OciUrl(SCHEME + host + prefix + "/any");
      if (isInsecure && !any.isLoopback()) {
        throw new IllegalArgumentException(
            "a mirror over plain HTTP must be on loopback, got 'http://"
                + host
                + prefix
                + "'; use one that speaks TLS");
      }
    }
  }

  public Mirror {
    targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    requireOneVariableEach(targets);
    keys = Verification.PublicKey.oneEach(keys);
    if (!keys.isEmpty() && sigstore.isPresent()) {
      throw new IllegalArgumentException(
          "a mirror must have keys or a Sigstore of its own, got both; drop one");
    }
  }

  /**
   * Returns where each mirrored registry is reached, by the variable that names it for content:
   * {@code REGISTRY_GHCR_IO} is the host and the prefix in place of {@code ghcr.io}.
   */
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    targets.forEach(
        (host, target) -> variables.put(variable(host), target.host() + target.prefix()));
    return variables;
  }

  private static String variable(String host) {
    return "REGISTRY_" + host.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static void requireOneVariableEach(Map<String, Target> targets) {
    Map<String, String> hosts = new TreeMap<>();
    targets
        .keySet()
        .forEach(
            host -> {
              @Nullable String other = hosts.put(variable(host), host);
              if (other != null) {
                throw new IllegalArgumentException(
                    "mirrored registries must differ in more than punctuation, got '%s' and '%s', both of which are '%s' for content; mirror one of them"
                        .formatted(other, host, variable(host)));
              }
            });
  }

  /** Returns this mirror with key pairs of its own. */
  public Mirror withKeys(SortedMap<String, String> newKeys) {
    return new Mirror(targets, newKeys, sigstore);
  }

  /** Returns this mirror with a Sigstore of its own, in the Secret {@code mirror-trusted-root}. */
  public Mirror withSigstore(Sigstore newSigstore) {
    return new Mirror(
        targets, keys, Optional.of(newSigstore.withSecretName(Sigstore.MIRROR_SECRET)));
  }

  /**
   * Returns the mirror that {@code text} describes: {@code host=mirror}, several separated by
   * commas; a mirror is {@code [http://]host[:port][/prefix]}. Rejected: another scheme, {@code
   * http} to another machine, an upper-case prefix, two mirrors of one host.
   */
  public static Mirror parse(String text) {
    Map<String, Target> targets = new TreeMap<>();
    for (String rule : text.split(",", -1)) {
      Matcher matcher = RULE.matcher(rule.strip());
      if (!matcher.matches() || !HostPort.isValid(matcher.group("host"))) {
        throw new IllegalArgumentException(
            "a mirror must be written '<registry>=<mirror>', for example 'ghcr.io=registry.example.com/prefix', got '"
                + rule
                + "'");
      }
      Target target =
          new Target(
              matcher.group("address"), matcher.group("prefix"), matcher.group("http") != null);
      if (targets.put(matcher.group("host"), target) != null) {
        throw new IllegalArgumentException(
            "a registry must have one mirror, got two for '"
                + matcher.group("host")
                + "'; remove one");
      }
    }
    return new Mirror(targets, Ordered.NONE, Optional.empty());
  }

  @Override
  public OciUrl apply(OciUrl url) {
    return new OciUrl(SCHEME + apply(url.value().substring(SCHEME.length())));
  }

  /** Returns where the image or registry folder {@code reference}, without a scheme, is reached. */
  public String apply(String reference) {
    int slash = reference.indexOf('/');
    String host = slash < 0 ? reference : reference.substring(0, slash);
    Target target = targets.get(host);
    return target == null
        ? reference
        : target.host() + target.prefix() + reference.substring(host.length());
  }

  /** Returns {@code source} as it is reached, pulled with its credential there. */
  public OciSource apply(OciSource source) {
    OciUrl url = source.url();
    OciSource moved =
        source
            .withUrl(apply(url), source.isInsecure() || isInsecure(url.host()))
            .withVerification(verification(url, source.verification()));
    return source
        .options()
        .credential()
        .filter(RegistryCredential.class::isInstance)
        .map(credential -> moved.withCredential(apply((RegistryCredential) credential)))
        .orElse(moved);
  }

  /** Returns {@code credential} for the registry's mirrors. */
  public RegistryCredential apply(RegistryCredential credential) {
    return credential.at(this::host);
  }

  /** Returns the host that credentials for {@code host} are used at. */
  public String host(String host) {
    Target target = targets.get(host);
    return target == null ? host : target.host();
  }

  @Override
  public Verification verification(OciUrl url, Verification declared) {
    if (isSigned(url) && keys.containsKey(url.repository())) {
      return Verification.publicKey(keys.get(url.repository()));
    }
    return declared instanceof KeylessVerification rule
        ? sigstore(url).<Verification>map(rule::trusting).orElse(rule)
        : declared;
  }

  @Override
  public Optional<Sigstore> sigstore(OciUrl url) {
    return sigstore.filter(own -> targets.containsKey(url.host()));
  }

  @Override
  public List<Sigstore> sigstores() {
    return sigstore.stream().toList();
  }

  /** Returns the path of {@code url} if a key should be there for it and is not. */
  public Optional<String> missingKey(OciUrl url) {
    return isSigned(url) && !keys.containsKey(url.repository())
        ? Optional.of(url.repository())
        : Optional.empty();
  }

  private boolean isSigned(OciUrl url) {
    return !keys.isEmpty() && targets.containsKey(url.host());
  }

  @Override
  public boolean isInsecure(String host) {
    Target target = targets.get(host);
    return target != null && target.isInsecure();
  }
}

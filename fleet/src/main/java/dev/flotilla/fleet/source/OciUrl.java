package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.HostPort;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of an OCI repository, for example {@code oci://ghcr.io/acme/fleet}, without tag or
 * digest.
 *
 * <p>Rejected: another scheme, an upper-case path, a tag, a digest, a trailing slash.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests">OCI
 *     distribution specification</a>, which has the rule for the path
 */
public record OciUrl(String value) {
  private static final String SCHEME = "oci://";
  private static final Pattern RULE =
      Pattern.compile(
          SCHEME
              + "[a-zA-Z0-9][-a-zA-Z0-9.]*(:[0-9]{1,5})?"
              + "(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)+");

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3})(:[0-9]{1,5})?");

  public OciUrl {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "an OCI URL must look like 'oci://registry.example.com/team/name', without tag or digest, got '%s'%s"
              .formatted(SourceUrl.masked(value), meant(value)));
    }
  }

  private static boolean isValid(String value) {
    return RULE.matcher(value).matches()
        && HostPort.isValid(value.substring(SCHEME.length(), value.indexOf('/', SCHEME.length())));
  }

  /** Another scheme or none, a tag, a digest and a slash at the end are easy to correct. */
  private static String meant(String value) {
    String bare =
        value
            .strip()
            .replaceFirst("^(https?|docker|oci):/*", "")
            .replaceFirst("@sha256:.*$", "")
            .replaceFirst("(/[^/:]*):[^/]*$", "$1")
            .replaceFirst("/+$", "")
            .toLowerCase(Locale.ROOT);
    return isValid(SCHEME + bare) ? "; write '" + SCHEME + bare + "'" : "";
  }

  /** Returns the registry's host, with its port if there is one. */
  public String host() {
    return value.substring(SCHEME.length(), value.indexOf('/', SCHEME.length()));
  }

  /** Returns the repository's path below the host, with its leading slash. */
  public String path() {
    return value.substring(SCHEME.length() + host().length());
  }

  /** Returns the repository's path as registries name it, without the slash. */
  public String repository() {
    return path().substring(1);
  }

  /** Returns whether the registry is on this machine, where plain HTTP harms nobody. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(host()).matches();
  }

  /** Returns the repository {@code name} below this one. */
  public OciUrl child(String name) {
    return new OciUrl(value + "/" + name);
  }

  @Override
  public String toString() {
    return value;
  }
}

package dev.flotilla.constructs.flux;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Flux finds the fleet: the source that the FluxInstance's sync follows.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/#sync-configuration">FluxInstance
 *     sync</a>
 */
public sealed interface SyncSource {
  /**
   * Returns an OCI artifact, not verified, pulled without a credential, over TLS.
   *
   * @param tag the tag to follow, for example {@code latest}
   * @param path the folder in the artifact, for example {@code clusters/staging}
   */
  static Oci oci(OciUrl url, String tag, String path) {
    return new Oci(url, tag, path, Optional.empty(), Verification.none(), false);
  }

  /** Returns the {@code spec.sync} of the FluxInstance. */
  Map<String, Object> toSpec();

  /** Returns what the generated source needs beyond {@code spec.sync}. */
  List<Patch> patches();

  /** Returns the credential that the source is pulled with. */
  Optional<Credential> credential();

  /**
   * An OCI artifact.
   *
   * @param verification whose signature it must carry
   * @param insecure whether the registry speaks plain HTTP; only for a registry on loopback
   */
  record Oci(
      OciUrl url,
      String tag,
      String path,
      Optional<Credential> credential,
      Verification verification,
      boolean insecure)
      implements SyncSource {
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][-a-zA-Z0-9._]{0,127}");
    private static final Pattern PATH = Pattern.compile("[-\\w.]+(/[-\\w.]+)*");

    public Oci {
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "the tag to sync must be an OCI tag such as 'latest', got '" + tag + "'");
      }
      if (!PATH.matcher(path).matches() || List.of(path.split("/", -1)).contains("..")) {
        throw new IllegalArgumentException(
            "the path to sync must be a relative folder such as 'clusters/staging', without './', got '"
                + path
                + "'");
      }
    }

    /** Returns this source, pulled with {@code newCredential}. */
    public Oci withCredential(Credential newCredential) {
      return new Oci(url, tag, path, Optional.of(newCredential), verification, insecure);
    }

    /** Returns this source, refused unless it is signed as told. */
    public Oci withVerification(Verification newVerification) {
      return new Oci(url, tag, path, credential, newVerification, insecure);
    }

    /** Returns this source at another address. */
    public Oci withUrl(OciUrl newUrl, boolean plainHttp) {
      return new Oci(newUrl, tag, path, credential, verification, plainHttp);
    }

    @Override
    public Map<String, Object> toSpec() {
      return SyncSpec.of(this);
    }

    @Override
    public List<Patch> patches() {
      return SyncSpec.patches(this);
    }
  }
}

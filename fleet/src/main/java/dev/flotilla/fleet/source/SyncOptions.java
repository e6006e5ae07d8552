package dev.flotilla.fleet.source;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every kind of sync source has.
 *
 * <p>Rejected: a path that is absolute or has {@code .} or {@code ..} in it, an interval below one
 * second or with a fraction, and names that no Secret has.
 *
 * @param path the folder that is applied, without {@code ./}
 * @param interval how often the source is checked; empty means the operator's one minute
 * @param credential the Secret that the source is read with
 * @param cloud the cloud whose workload identity reads the source instead of a Secret
 * @param certSecret a Secret in {@code flux-system} with the {@code ca.crt} of a private authority
 * @param proxySecret a Secret in {@code flux-system} with the {@code address} of a proxy
 */
@RecordBuilder
public record SyncOptions(
    String path,
    Optional<Duration> interval,
    Optional<Credential> credential,
    Optional<Cloud> cloud,
    Optional<String> certSecret,
    Optional<String> proxySecret) {

  /** A cloud with workload identity. */
  public enum Cloud {
    AWS,
    AZURE,
    GCP;

    /** Returns what sources have as their {@code provider}. */
    public String provider() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern PATH = Pattern.compile("[-\\w.]+(/[-\\w.]+)*");
  private static final Pattern DOTS = Pattern.compile("(^|/)\\.\\.?(/|$)");

  public SyncOptions {
    if (!PATH.matcher(path).matches() || DOTS.matcher(path).find()) {
      throw new IllegalArgumentException(
          "the path to sync must be a relative folder such as 'clusters/staging', without './', got '"
              + path
              + "'");
    }
    interval.ifPresent(value -> Durations.check("the sync interval", value));
    certSecret.ifPresent(name -> Rfc1123.subdomain("name of the Secret with the authority", name));
    proxySecret.ifPresent(name -> Rfc1123.subdomain("name of the Secret with the proxy", name));
  }

  static SyncOptions of(String path) {
    return new SyncOptions(
        path,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  SyncOptions withCredential(Credential value) {
    return SyncOptionsFields.from(this).credential(Optional.of(value)).build();
  }

  /** Returns these options with another path. */
  public SyncOptions withPath(String value) {
    return SyncOptionsFields.from(this).path(value).build();
  }

  /** Returns these options with another interval. */
  public SyncOptions withInterval(Duration value) {
    return SyncOptionsFields.from(this).interval(Optional.of(value)).build();
  }

  /** Returns these options with a cloud's workload identity. */
  public SyncOptions withCloud(Cloud value) {
    return SyncOptionsFields.from(this).cloud(Optional.of(value)).build();
  }

  /** Returns these options with a private certificate authority. */
  public SyncOptions withCertSecret(String name) {
    return SyncOptionsFields.from(this).certSecret(Optional.of(name)).build();
  }

  /** Returns these options with a proxy. */
  public SyncOptions withProxySecret(String name) {
    return SyncOptionsFields.from(this).proxySecret(Optional.of(name)).build();
  }

  Map<String, Object> toSpec(SyncSource source) {
    Map<String, Object> sync =
        Ordered.map(
            "kind", source.kind(),
            "url", source.address(),
            "ref", source.reference(),
            "path", path);
    interval.ifPresent(value -> sync.put("interval", Durations.format(value)));
    source.provider().ifPresent(value -> sync.put("provider", value));
    credential.ifPresent(value -> sync.put("pullSecret", value.secretName()));
    return sync;
  }

  /** {@code spec.sync} has no field for these. */
  Map<String, Object> fields() {
    Map<String, Object> fields = Ordered.map();
    certSecret.ifPresent(name -> fields.put("certSecretRef", Ordered.map("name", name)));
    proxySecret.ifPresent(name -> fields.put("proxySecretRef", Ordered.map("name", name)));
    return fields;
  }
}

package dev.flotilla.fleet.source;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.GitCredential;
import dev.flotilla.fleet.credential.GitHubAppCredential;
import dev.flotilla.fleet.credential.GitSshCredential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Git repository that Flux syncs.
 *
 * @param ref the branch or the tag that is followed
 * @param verification whose signature its commits or tags must carry
 * @see SyncSource#git
 */
@RecordBuilder
public record GitSource(
    URI url, GitRef.Named ref, SyncOptions options, GitVerification verification)
    implements SyncSource {
  private static final String REPOSITORY = "the Git repository to sync";
  private static final Pattern SCHEMES = Pattern.compile("https|http|ssh");

  public GitSource {
    SourceUrl.check(REPOSITORY, url, SCHEMES);
    if (options.cloud().equals(Optional.of(SyncOptions.Cloud.GCP))) {
      throw new IllegalArgumentException(
          "Flux cannot read a Git repository with workload identity of 'gcp', got '"
              + url
              + "'; use a credential, or an OCI artifact or a bucket");
    }
    options.credential().ifPresent(credential -> checkCredential(url, credential));
    if (verification instanceof GitVerification.Signed signed) {
      signed.requireFits(url.toString(), ref);
    }
  }

  static URI parse(String url) {
    return SourceUrl.parse(REPOSITORY, url, SCHEMES);
  }

  private static void checkCredential(URI url, Credential credential) {
    boolean ssh = "ssh".equals(url.getScheme());
    if (ssh != (credential instanceof GitSshCredential)) {
      throw new IllegalArgumentException(
          "credential '"
              + credential.secretName()
              + "' cannot read '"
              + url
              + "'; use Credential."
              + (ssh ? "gitSsh" : "gitBasic or Credential.gitHubApp"));
    }
  }

  /** Returns this repository, read with a password, an SSH key or as a GitHub App. */
  public GitSource withCredential(GitCredential credential) {
    return withOptions(options.withCredential(credential));
  }

  @Override
  public GitSource withOptions(SyncOptions newOptions) {
    return GitSourceFields.from(this).options(newOptions).build();
  }

  @Override
  public Optional<KubernetesObject> verificationSecret(String namespace) {
    return verification.secret(namespace);
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields = Ordered.map();
    verification.toSpec().ifPresent(verify -> fields.put("verify", verify));
    fields.putAll(options.fields());
    return fields;
  }

  @Override
  public String kind() {
    return "GitRepository";
  }

  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public String reference() {
    return ref.shown();
  }

  @Override
  public Optional<String> provider() {
    boolean app = options.credential().filter(GitHubAppCredential.class::isInstance).isPresent();
    return app ? Optional.of("github") : SyncSource.super.provider();
  }
}

package dev.flotilla.fleet.artifact.internal;

import dev.flotilla.fleet.artifact.GitContent;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a cluster fetches a folder of a Git repository: at the branch of its environment. */
record GitObjects(GitContent content, ClusterContext context) implements FetchObjects {
  @Override
  public String kind() {
    return "GitRepository";
  }

  @Override
  public Map<String, Object> spec() {
    GitContentRepository repository = content.repository();
    GitSource source = repository.at(branch().orElse(GitRef.branch("main")));
    Map<String, Object> spec =
        Ordered.map(
            "interval", Durations.format(content.options().reconciliation().source()),
            "url", source.address(),
            "ref", Ordered.map("branch", ((GitRef.Branch) source.ref()).name()));
    source.provider().ifPresent(provider -> spec.put("provider", provider));
    repository
        .credential()
        .ifPresent(secret -> spec.put("secretRef", Ordered.map("name", secret.secretName())));
    repository.verification().toSpec().ifPresent(verify -> spec.put("verify", verify));
    return spec;
  }

  private Optional<GitRef.Branch> branch() {
    return context.channel() instanceof Channel.Branch channel
        ? Optional.of(channel.ref())
        : Optional.empty();
  }

  @Override
  public List<Credential> secrets() {
    return Stream.<Credential>concat(
            imageCredential().stream(), content.repository().credential().stream())
        .toList();
  }

  @Override
  public Optional<RegistryCredential> imageCredential() {
    return context.pullCredential();
  }

  @Override
  public Optional<Verification> verification() {
    return Optional.empty();
  }

  @Override
  public GitVerification commitVerification() {
    return content.repository().verification();
  }

  @Override
  public String folder(String path) {
    return content.folder() + "/" + path;
  }

  @Override
  public List<String> followedBranches() {
    return branch().stream()
        .map(branch -> content.repository().at(branch).address() + " " + branch.name())
        .toList();
  }

  @Override
  public List<String> problems() {
    return branch().isPresent()
        ? List.of()
        : List.of(
            "what comes from Git needs an environment that follows a branch, got the tag '%s' of '%s' for '%s'; create the environment with Environment.ofBranch"
                .formatted(context.tag(), context.environment(), content.name()));
  }
}

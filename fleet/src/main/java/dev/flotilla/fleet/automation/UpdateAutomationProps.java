package dev.flotilla.fleet.automation;

import dev.flotilla.fleet.artifact.internal.ReservedNames;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * What {@code UpdateAutomation} takes.
 *
 * <p>Rejected: a name that is not an RFC 1123 label or that Flux or the cluster itself needs, a
 * repository without a credential or with a ref that is not a branch.
 *
 * @param name the namespace that is created for it; markers in the repository name it: {@code
 *     {"$imagepolicy": "<name>:<policy>:tag"}}
 * @param repository the Git repository and branch that is read; its path is the folder with
 *     ImageRepositories and ImagePolicies
 * @param author who commits
 * @param pushBranch the branch that updates are pushed to; defaults to {@code image-updates}
 * @param updatePath the folder whose marked lines are updated; defaults to {@code components}
 * @param interval how often it looks for updates; defaults to 30 minutes
 */
@RecordBuilder
public record UpdateAutomationProps(
    String name,
    GitSource repository,
    Author author,
    String pushBranch,
    String updatePath,
    Duration interval) {
  public UpdateAutomationProps {
    ReservedNames.check("the name of an update automation", name);
    String what = "the name of an update automation";
    ReservedNames.checkNamespace(what, NamespaceName.of(what, name));
    Durations.check("the interval of updates", interval);
    GitRef.branch(pushBranch);
    if (!(repository.ref() instanceof GitRef.Branch)) {
      throw new IllegalArgumentException(
          "updates must be read from a branch such as 'refs/heads/main', got '"
              + repository.reference()
              + "' in '"
              + name
              + "'");
    }
    if (repository.options().credential().isEmpty()) {
      throw new IllegalArgumentException(
          "updates must be pushed with a credential, got none for '"
              + repository.address()
              + "'; use withCredential");
    }
    if (repository.options().certSecret().or(repository.options()::proxySecret).isPresent()) {
      throw new IllegalArgumentException(
          "update automation supports neither certSecret nor proxySecret, got one in '"
              + repository.address()
              + "'; remove it");
    }
  }

  /**
   * Returns props that update {@code components} every 30 minutes, by pushes to the branch {@code
   * image-updates}, which a pull request merges.
   */
  public static UpdateAutomationProps of(String name, GitSource repository, Author author) {
    return new UpdateAutomationProps(
        name, repository, author, "image-updates", "components", Duration.ofMinutes(30));
  }

  /**
   * Returns these props with another branch to push to; defaults to {@code image-updates}, and may
   * be the branch that is read.
   */
  public UpdateAutomationProps withPushBranch(String branch) {
    return UpdateAutomationPropsFields.from(this).pushBranch(branch).build();
  }

  /** Returns these props with another folder to update; defaults to {@code components}. */
  public UpdateAutomationProps withUpdatePath(String path) {
    return UpdateAutomationPropsFields.from(this).updatePath(path).build();
  }

  /** Returns these props with another interval; defaults to 30 minutes. */
  public UpdateAutomationProps withInterval(Duration value) {
    return UpdateAutomationPropsFields.from(this).interval(value).build();
  }

  /** Returns the Secret in {@code flux-system} that it needs. */
  public Credential credential() {
    return repository.options().credential().orElseThrow();
  }

  /** Returns the name of the branch that is read. */
  public String branch() {
    return ((GitRef.Branch) repository.ref()).name();
  }
}

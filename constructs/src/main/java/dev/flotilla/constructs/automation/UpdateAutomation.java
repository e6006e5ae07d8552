package dev.flotilla.constructs.automation;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import software.constructs.Construct;

/**
 * Image updates of one Git repository: once Flux has synced, it looks for newer versions by the
 * repository's own policies, writes them into the marked lines and pushes them.
 *
 * <p>Flux owns it. It has the role {@code admin} in a namespace of its own and nothing else.
 *
 * <pre>{@code
 * String url = "https://github.com/acme/apps.git";
 * GitSource repository =
 *     SyncSource.git(url, GitRef.branch("main"), "policies", GitVerification.none())
 *         .withCredential(Credential.gitBasic("github-auth", "flux"));
 * Author author = new Author("acme-bot", "acme-bot@users.noreply.github.com");
 * new UpdateAutomation(artifact, "Apps", UpdateAutomationProps.of("apps", repository, author));
 * }</pre>
 *
 * @see <a href="https://fluxcd.io/flux/components/image/imageupdateautomations/">image update
 *     automation</a>
 */
public final class UpdateAutomation extends Construct {
  /**
   * Adds it to the fleet artifact of {@code scope}'s cluster.
   *
   * @param scope a {@code FluxArtifact}, or what is below one
   * @throws IllegalArgumentException if {@code scope} is neither
   */
  public UpdateAutomation(Construct scope, String id, UpdateAutomationProps props) {
    super(scope, id);
    FluxScope.of(scope).addPart(this, (renderer, place) -> renderer.add(place, props));
  }
}

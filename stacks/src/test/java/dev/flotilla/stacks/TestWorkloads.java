package dev.flotilla.stacks;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Components, tenants and update automations of a test, and the files that they are on a cluster.
 */
final class TestWorkloads {
  static final ArtifactRepository APPS =
      Organization.onGitHub("ghcr.io", "acme", "fleet")
          .artifacts("apps", "apps", ArtifactSigner::gitHubActions);

  static final Artifact WEB = APPS.artifact("web");

  static Fleet running(Cluster... clusters) {
    return Fleets.of(clusters).toBuilder()
        .addComponentSet(set("infra"))
        .addTenant(tenant("web"))
        .build();
  }

  static UpdateAutomationProps updates(String name) {
    GitSource repository =
        SyncSource.git(
                "https://github.com/acme/" + name,
                GitRef.branch("main"),
                "policies",
                GitVerification.none())
            .withCredential(Credential.gitBasic("github-auth", "flux"));
    return UpdateAutomationProps.of(name, repository, new Author("bot", "bot@acme.example"));
  }

  static ComponentSetProps set(String name) {
    return ComponentSetProps.of(name, PlatformComponent.builder(APPS.artifact(name)).build());
  }

  static TenantProps tenant(String name) {
    return TenantProps.builder(APPS.artifact(name)).build();
  }

  /** Returns the files but those of Flux itself. */
  static List<String> paths(Fleet fleet, Cluster cluster) {
    return Rendering.of(fleet, cluster).files().stream()
        .map(FleetFile::path)
        .filter(path -> !path.contains("/flux-system/"))
        .toList();
  }

  static String file(Fleet fleet, Cluster cluster, String path) {
    return Rendering.of(fleet, cluster).files().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }

  private TestWorkloads() {}
}

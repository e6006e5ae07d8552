package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.object.Problem;
import org.junit.jupiter.api.Test;

/** A component is waited for by its name, whatever else the value that is named here says. */
class ComponentCyclesTest {
  private static final ArtifactRepository INFRA =
      Organization.onGitHub("ghcr.io", "acme", "fleet")
          .artifacts("infra", "infra", ArtifactSigner::gitHubActions);

  @Test
  void refusesAComponentThatDependsOnItself() {
    PlatformComponent a = component("a", component("a"));

    assertThat(FleetRules.check(running(a))).containsExactly(problem("a' → 'a"));
  }

  @Test
  void refusesACycleOfAnyLength() {
    PlatformComponent c = component("c", component("a"));
    PlatformComponent b = component("b", c);
    PlatformComponent a = component("a", b);

    assertThat(FleetRules.check(running(a, b, c))).containsExactly(problem("a' → 'b' → 'c' → 'a"));
  }

  @Test
  void takesTwoComponentsThatDependOnTheSameOne() {
    PlatformComponent d = component("d");
    PlatformComponent b = component("b", d);
    PlatformComponent c = component("c", d);

    assertThat(FleetRules.check(running(component("a", b, c), b, c, d))).isEmpty();
  }

  private static Problem problem(String circle) {
    return new Problem(
        "staging",
        "components must not depend on each other in a cycle, got '%s'; remove one of these dependencies"
            .formatted(circle));
  }

  private static PlatformComponent component(String name, PlatformComponent... dependencies) {
    PlatformComponent.Builder builder = PlatformComponent.builder(INFRA.artifact(name));
    for (PlatformComponent dependency : dependencies) {
      builder.dependsOn(dependency);
    }
    return builder.build();
  }

  private static Fleet running(PlatformComponent... components) {
    return Fleets.of(
        Fleets.staging().addComponentSet(ComponentSetProps.of("infra", components)).build());
  }
}

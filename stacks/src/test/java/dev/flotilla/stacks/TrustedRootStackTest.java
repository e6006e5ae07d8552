package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.stacks.fixture.Synth;
import org.junit.jupiter.api.Test;

/** The first sync is verified too, so its trusted root comes with the bootstrap. */
class TrustedRootStackTest {
  private static final Fleet PUBLIC = Fleets.of(Fleets.staging().build());

  @Test
  void trustedRootIsBesideTheSyncBeforeFluxHasFetchedAnything() {
    Fleet fleet = PUBLIC.toBuilder().sigstore(Sigstores.of("acme.example")).build();

    assertThat(Synth.json(fleet, "staging").at("/resource/helm_release/flux/values/1").textValue())
        .contains(
            "name: trusted-root\n", "namespace: flux-system\n", "https://fulcio.acme.example");
    assertThat(Synth.json(PUBLIC, "staging").at("/resource/helm_release/flux/values")).hasSize(1);
  }
}

package dev.flotilla.fleet.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
  private static final OciUrl FLEET = new OciUrl("oci://ghcr.io/acme/fleet");

  @Test
  void noMirrorLeavesAddressesAsTheyAre() {
    assertThat(Mirror.NONE.apply(FLEET)).isEqualTo(FLEET);
    assertThat(Mirror.NONE.apply("ghcr.io/fluxcd")).isEqualTo("ghcr.io/fluxcd");
    assertThat(Mirror.NONE.host("ghcr.io")).isEqualTo("ghcr.io");
    assertThat(Mirror.NONE.isInsecure("ghcr.io")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io=mirror.example.com, oci://mirror.example.com/acme/fleet, false",
    "ghcr.io=mirror.example.com:8443/a/b, oci://mirror.example.com:8443/a/b/acme/fleet, false",
    "ghcr.io=http://127.0.0.1:5000, oci://127.0.0.1:5000/acme/fleet, true",
  })
  void movesRepositoriesOfTheRegistry(String rule, String url, boolean isInsecure) {
    Mirror mirror = Mirror.parse(rule);

    assertThat(mirror.apply(FLEET)).isEqualTo(new OciUrl(url));
    assertThat(mirror.apply("ghcr.io/acme/fleet")).isEqualTo(url.substring("oci://".length()));
    assertThat(mirror.isInsecure("ghcr.io")).isEqualTo(isInsecure);
  }

  @Test
  void leavesOtherRegistries() {
    Mirror mirror = Mirror.parse("ghcr.io=http://127.0.0.1:5000");

    assertThat(mirror.apply(new OciUrl("oci://quay.io/a")))
        .isEqualTo(new OciUrl("oci://quay.io/a"));
    assertThat(mirror.host("quay.io")).isEqualTo("quay.io");
    assertThat(mirror.isInsecure("quay.io")).isFalse();
  }

  @Test
  void takesSeveralRulesAndSpacesBetweenThem() {
    assertThat(Mirror.parse("quay.io=b/q, ghcr.io=http://localhost").targets())
        .containsExactly(
            entry("ghcr.io", new Mirror.Target("localhost", "", true)),
            entry("quay.io", new Mirror.Target("b", "/q", false)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ghcr.io",
        "=a",
        "ghcr.io=",
        "ghcr.io=https://a",
        "ghcr.io=oci://a",
        "ghcr.io=a/",
        "ghcr.io=a/B",
        "ghcr.io=a/-b",
        "ghcr.io=a b",
        "ghcr.io/acme=a",
        "ghcr.io=a:port"
      })
  void refusesMalformedRule(String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mirror.parse(rule))
        .withMessage(
            "a mirror must be written '<registry>=<mirror>', for example 'ghcr.io=registry.example.com/prefix', got '"
                + rule
                + "'");
  }

  @Test
  void refusesMalformedRuleBesideOthers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mirror.parse("ghcr.io=a,,quay.io=b"))
        .withMessage(
            "a mirror must be written '<registry>=<mirror>', for example 'ghcr.io=registry.example.com/prefix', got ''");
  }

  @ParameterizedTest
  @CsvSource({
    "http://registry.acme.example/m",
    "http://10.0.0.1:5000",
    "http://localhost.acme.example",
    "http://127.0.0.1.acme.example",
  })
  void refusesPlainHttpToAnotherMachine(String mirror) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mirror.parse("ghcr.io=" + mirror))
        .withMessage(
            "a mirror over plain HTTP must be on loopback, got '"
                + mirror
                + "'; use one that speaks TLS");
  }

  @Test
  void refusesMalformedTarget() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mirror.Target("a b", "", false))
        .withMessage(
            "an OCI URL must look like 'oci://registry.example.com/team/name', without tag or digest, got 'oci://a b/any'");
  }

  @Test
  void refusesTwoMirrorsOfOneRegistry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mirror.parse("ghcr.io=a,ghcr.io=b"))
        .withMessage("a registry must have one mirror, got two for 'ghcr.io'; remove one");
  }

  @Test
  void namesForContentWhereARegistryIsReached() {
    Mirror mirror =
        Mirror.parse(
            "ghcr.io=http://127.0.0.1:5000,registry-1.docker.io=registry.acme.example/hub,quay.io:8443=quay.acme.example");

    assertThat(mirror.variables())
        .containsExactly(
            entry("REGISTRY_GHCR_IO", "127.0.0.1:5000"),
            entry("REGISTRY_QUAY_IO_8443", "quay.acme.example"),
            entry("REGISTRY_REGISTRY_1_DOCKER_IO", "registry.acme.example/hub"));
    assertThat(Mirror.NONE.variables()).isEmpty();
  }

  @Test
  void refusesTwoRegistriesThatContentCouldNotNameEach() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mirror.parse("a-b.io=mirror.example.com/1,a.b.io=mirror.example.com/2"))
        .withMessage(
            "mirrored registries must differ in more than punctuation, got 'a-b.io' and 'a.b.io', both of which are 'REGISTRY_A_B_IO' for content; mirror one of them");
  }

  @Test
  void reachesTheSourceThatTheProgramPublishesTo() {
    Fleet mirrored =
        Fleets.of(Fleets.staging().build()).toBuilder().mirror(Mirror.parse("ghcr.io=a/b")).build();

    assertThat(new ClusterResolver(mirrored).sync(mirrored.clusters().get(0)))
        .isInstanceOfSatisfying(
            OciSource.class,
            oci -> assertThat(oci.url()).isEqualTo(new OciUrl("oci://a/b/acme/fleet")));
  }
}

package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.stacks.FleetApp;
import dev.flotilla.stacks.FleetAppProps;
import dev.flotilla.stacks.fixture.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a mirror for every public registry, no stack and no file of the fleet artifact names another
 * host that anyone would have to reach.
 */
class MirrorClosureTest {
  private static final String MIRROR = "registry.acme.example";

  private static final Fleet FLEET =
      D2Fleet.fleet().toBuilder()
          .mirror(
              Mirror.parse(
                  "ghcr.io=" + MIRROR + "/public,registry-1.docker.io=" + MIRROR + "/docker"))
          .build();

  /** Names with dots whose last part has letters only. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)(?<![-.\\w])[a-z0-9][-\\w]*(\\.[a-z0-9][-\\w]*)*\\.[a-z]{2,}(?![-.\\w])");

  /** What looks like a host and is none that is reached, by the reason. */
  private static final Map<String, String> EXEMPT =
      Map.of(
          "the address of providers: where they come from is a setting of OpenTofu",
          "registry\\.opentofu\\.org",
          "an identity that is compared with the one in a signature",
          "github\\.com|token\\.actions\\.githubusercontent\\.com",
          "the cluster's own DNS",
          "cluster\\.local|[a-z-]+\\.flux-system\\.svc(\\.cluster\\.local)?",
          "the prefix of an API, a label or an annotation",
          "(?!registry\\.)([a-z-]+\\.)*(k8s|kubernetes|fluxcd|fluxcd\\.controlplane|cilium|antrea|projectcalico|projectcontour|openshift|metallb|kube-vip)\\.(io|org)|io\\.cilium|metallb\\.universe\\.tf|(policy\\.)?flotilla\\.dev",
          "a host that a tenant may claim",
          "(podinfo|web)\\.[a-z0-9]+\\.example\\.com",
          "a value in OpenTofu",
          "(var|data|each|path|terraform|helm_release)\\..*",
          "a field of an object, or what an admission policy calls on one",
          "(metadata|status|spec|object|oldObject|params|request|variables|prefix|authorizer|entry|grant|host|ip|it|key|listener|namespaceObject|other|peer|port|rule|tls)\\..*|[a-zA-Z]+\\.(hasValue|orValue|optMap)|source\\.namespace|networkPolicy\\.[a-zA-Z]+",
          "a Git repository that a cluster updates, which is where it is, and who commits",
          "d2-(apps|infra)\\.git|users\\.noreply\\.github\\.com",
          "what an admission policy compares buckets with",
          "storage\\.googleapis\\.com",
          "the name of a file, or of a value of the fleet's program that a message recommends",
          ".*\\.(yaml|tfstate|txt)|(FluxAccess|SourcePolicyProps|TenantProps)\\..*");

  @TempDir static Path output;

  @BeforeAll
  static void synthesize() {
    new FleetApp(FLEET, FleetAppProps.of(output)).synth();
  }

  @Test
  void namesNoRegistryExceptTheMirror() throws IOException {
    Set<String> hosts = hosts();
    FLEET.clusters().forEach(cluster -> cluster.facts().domain().ifPresent(hosts::remove));
    EXEMPT.forEach(
        (reason, names) -> {
          assertThat(hosts).as(reason).anyMatch(host -> host.matches(names));
          hosts.removeIf(host -> host.matches(names));
        });

    assertThat(hosts).containsExactly(MIRROR);
  }

  private static Set<String> hosts() throws IOException {
    Set<String> hosts = new TreeSet<>();
    try (Stream<Path> files = Files.walk(output).filter(Files::isRegularFile)) {
      for (Path file : files.filter(MirrorClosureTest::isApplied).toList()) {
        // The dots of hosts in regular expressions are escaped.
        String text = Files.readString(file).replace("\\n", "\n").replace("\\", "");
        HOST.matcher(text).results().map(MatchResult::group).forEach(hosts::add);
      }
    }
    return hosts;
  }

  /** The descriptor of the fleet names registries to say where their mirrors are. */
  private static boolean isApplied(Path file) {
    return file.endsWith("cdk.tf.json")
        || (file.startsWith(output.resolve("fleet")) && !file.endsWith("fleet.json"));
  }

  @Test
  void imagesManifestsChartAndFleetAreTheMirrors() {
    String mirror = MIRROR + "/public/";
    for (Cluster cluster : FLEET.clusters()) {
      String json = Synth.json(FLEET, cluster.name()).toString();

      assertThat(json)
          .contains(
              "registry: " + mirror + "fluxcd",
              "repository: " + mirror + "controlplaneio-fluxcd/flux-operator",
              "\"repository\":\"oci://" + mirror + "controlplaneio-fluxcd/charts\"",
              "url: oci://" + mirror + "controlplaneio-fluxcd/d2-fleet",
              "{auths = {\\\"" + MIRROR + "\\\" = ");
      assertThat(
              json.contains("artifact: oci://" + mirror + "controlplaneio-fluxcd/flux-operator-"))
          .isEqualTo(!cluster.flux().hasEmbeddedManifests());
    }
  }

  @Test
  void plainHttpOnLoopbackIsSetInFlux() {
    Fleet sandbox =
        D2Fleet.fleet().toBuilder().mirror(Mirror.parse("ghcr.io=http://127.0.0.1:5000")).build();

    assertThat(Synth.json(sandbox, "staging").toString()).contains("path: /spec/insecure");
    assertThat(Synth.json(FLEET, "staging").toString()).doesNotContain("path: /spec/insecure");
  }
}

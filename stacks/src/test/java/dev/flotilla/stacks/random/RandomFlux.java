package dev.flotilla.stacks.random;

import dev.flotilla.fleet.flux.BuildEgress;
import dev.flotilla.fleet.flux.Controllers;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.Egress;
import dev.flotilla.fleet.flux.FluxController;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.Multitenancy;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.flux.Sharding;
import dev.flotilla.fleet.flux.Storage;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Which Flux clusters run, and how. */
final class RandomFlux {
  private static final OciUrl MANIFESTS = new OciUrl("oci://registry.acme.example/flux-manifests");
  private static final OciUrl CHARTS = new OciUrl("oci://registry.acme.example/charts");

  private final Choices choices;

  RandomFlux(Choices choices) {
    this.choices = choices;
  }

  FluxRelease release() {
    FluxRelease release =
        new FluxRelease(
            choices.oneOf("2.x", "2.9.x", "v2.9.4", ">=2.9.0 <3.0.0"),
            choices.oneOf("0.59.0", "1.0.0-rc.1"));
    return release
        .withDistribution(distribution(release.distribution()))
        .withOperator(operator(release.operator()));
  }

  private Distribution distribution(Distribution upstream) {
    Distribution flavoured =
        choices.sometimes(
            upstream, value -> value.withVariant(choices.of(Distribution.Variant.class)));
    Distribution pulled =
        choices.rarely(flavoured, value -> value.withCredential(RandomCredentials.IMAGES));
    return choices.oneOf(
        pulled,
        pulled,
        Distribution.embedded(pulled.version(), pulled.registry()),
        pulled.withArtifact(MANIFESTS, new OciTag("v2.9.4")));
  }

  private OperatorChart operator(OperatorChart upstream) {
    OperatorChart pulled = choices.rarely(upstream, value -> value.withRepository(CHARTS));
    OperatorChart imaged =
        choices.rarely(
            pulled, value -> value.withImage(new OciUrl("oci://registry.acme.example/operator")));
    OperatorChart reporting =
        choices.rarely(imaged, value -> value.withReportingInterval(Duration.ofMinutes(2)));
    return choices.rarely(
        reporting,
        value ->
            value.withValues(Ordered.map("logLevel", "debug", "podLabels", Ordered.map("a", "b"))));
  }

  /** Returns settings for components and tenants. */
  FluxSettings workload() {
    return settings(FluxSettings.workload());
  }

  /** Returns settings for updates of images. */
  FluxSettings automation() {
    return settings(FluxSettings.automation());
  }

  private FluxSettings settings(FluxSettings.Builder settings) {
    InstanceCluster cluster = cluster();
    Egress egress = egress(cluster.hasNetworkPolicy());
    settings.cluster(cluster).egress(egress).buildEgress(buildEgress(egress));
    if (choices.onceIn(4)) {
      settings.controllers(EnumSet.allOf(FluxController.class));
    }
    if (choices.onceIn(6)) {
      settings.embeddedManifests(true);
    }
    if (choices.onceIn(4)) {
      settings.reportingInterval(Duration.ofSeconds(30));
    }
    boolean hasStorage = choices.onceIn(4);
    if (hasStorage) {
      settings.storage(new Storage("fast", "10Gi"));
    }
    if (choices.onceIn(4)) {
      settings.sharding(new Sharding(List.of("shard1", "shard2"), hasStorage && choices.maybe()));
    }
    if (choices.onceIn(4)) {
      settings.tenantShard("tenants");
    }
    if (choices.onceIn(3)) {
      settings.metadata(RandomComponents.labelled(ObjectMetadata.NONE));
    }
    if (choices.maybe()) {
      settings
          .addPatch(patch())
          .addPatch(
              Patch.arguments(
                  Controllers.of(FluxController.SOURCE_CONTROLLER), "--log-level=debug"));
    }
    return settings.build();
  }

  private InstanceCluster cluster() {
    InstanceCluster sized =
        InstanceCluster.multitenant(choices.of(InstanceCluster.Size.class))
            .withType(choices.of(InstanceCluster.Type.class));
    InstanceCluster cluster = choices.rarely(sized, InstanceCluster::withoutSize);
    InstanceCluster locked =
        choices.oneOf(
            cluster,
            cluster,
            cluster.withoutMultitenancy(),
            cluster.withMultitenancy(
                Multitenancy.of("tenant").withOperatorServiceAccount("resource-sets")),
            cluster.withMultitenancy(
                new Multitenancy(
                    "flux",
                    Optional.of("decrypter"),
                    Optional.of("remote"),
                    OperatorChart.NAME,
                    true)));
    return choices.rarely(
        locked,
        value ->
            new InstanceCluster(
                value.type(), value.size(), value.multitenancy(), false, "acme.internal"));
  }

  private Egress egress(boolean hasNetworkPolicy) {
    Egress proxied =
        choices.rarely(
            Egress.DIRECT,
            value ->
                value
                    .withProxy("http://proxy.acme.example:3128")
                    .withNoProxy("10.0.0.0/8", ".acme.example"));
    Egress trusting = choices.rarely(proxied, value -> value.withCertSecret("proxy-ca"));
    return hasNetworkPolicy
        ? choices.rarely(trusting, value -> value.withAddresses("192.0.2.0/24", "2001:db8::/32"))
        : trusting;
  }

  /** A host that a build reaches is reached without a proxy. */
  private BuildEgress buildEgress(Egress egress) {
    return choices.oneOf(
        BuildEgress.closed(),
        BuildEgress.open(),
        egress.proxy().isPresent()
            ? BuildEgress.closed()
            : BuildEgress.closed().allowing("kms.eu-central-1.amazonaws.com"));
  }

  private Patch patch() {
    Patch.Target all = Patch.Target.all("Deployment");
    Patch.Target labelled =
        new Patch.Target(
            "Service", Optional.empty(), Optional.of("app.kubernetes.io/part-of=flux"));
    String annotation = "/metadata/annotations/acme.example~1note";
    return choices.oneOf(
        Patch.add(all, annotation, "a ${b} %{c}"),
        Patch.replace(all, "/spec/replicas", 1),
        Patch.remove(labelled, "/metadata/labels/acme.example~1old"),
        Patch.merge(
            Patch.Target.of("Namespace", "flux-system"),
            Ordered.map("metadata", Ordered.map("labels", Ordered.map("a", "b")))));
  }
}

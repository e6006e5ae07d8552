package dev.flotilla.fleet.descriptor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Writes a descriptor, of which {@code docs/fleet-json.md} lists the fields. */
final class DescriptorJson {
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .build()
          .writer(
              new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));

  private final SignerJson signers = new SignerJson();

  private DescriptorJson() {}

  static String write(FleetDescriptor descriptor) {
    try {
      return JSON.writeValueAsString(new DescriptorJson().fleet(descriptor)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts are JSON", e);
    }
  }

  private Map<String, Object> fleet(FleetDescriptor fleet) {
    Map<String, Object> json = Ordered.map("version", FleetDescriptor.VERSION);
    json.put("organization", organization(fleet.organization()));
    putUnlessEmpty(json, "mirrors", mirrors(fleet.mirrors()));
    json.put("environments", fleet.environments().stream().map(this::environment).toList());
    json.put("clusters", fleet.clusters().stream().map(DescriptorJson::cluster).toList());
    if (!fleet.fleet().isEmpty()) {
      json.put("fleet", artifact(fleet.fleet()));
    }
    json.put("artifacts", fleet.artifacts().stream().map(this::artifact).toList());
    if (!fleet.git().isEmpty()) {
      json.put("git", fleet.git().stream().map(DescriptorJson::git).toList());
    }
    json.put("objects", fleet.objects().stream().map(DescriptorJson::objects).toList());
    putUnlessEmpty(json, "sigstores", signers.sigstores());
    return json;
  }

  private static Map<String, Object> organization(Organization organization) {
    Map<String, Object> json =
        Ordered.map(
            "registryFolder", organization.registryFolder().value(),
            "fleetArtifact", organization.fleetArtifact().value(),
            "gitHost", organization.gitHost(),
            "owner", organization.owner(),
            "fleetRepository", organization.fleetRepository(),
            "releaseTag", organization.releaseTag().form());
    if (organization.isExample()) {
      json.put("example", true);
    }
    return json;
  }

  private static Map<String, Object> mirrors(SortedMap<String, Mirror.Target> mirrors) {
    Map<String, Object> json = Ordered.map();
    mirrors.forEach(
        (host, target) ->
            json.put(
                host, (target.isInsecure() ? "http://" : "") + target.host() + target.prefix()));
    return json;
  }

  private Map<String, Object> environment(Environment environment) {
    Map<String, Object> json =
        Ordered.map(
            "name", environment.name(),
            "channel", environment.channel().tag().value(),
            "releases", environment.channel().isReleased());
    if (environment.channel() instanceof Channel.Branch branch) {
      json.put("branch", branch.ref().name());
    }
    json.put("ref", SignerJson.ref(environment.signedFrom()));
    if (!environment.rings().isEmpty()) {
      json.put("rings", environment.rings().stream().map(RingName::value).toList());
    }
    return json;
  }

  private static Map<String, Object> cluster(DescribedCluster cluster) {
    Map<String, Object> json =
        Ordered.map("name", cluster.name(), "environment", cluster.environment());
    cluster.ring().ifPresent(ring -> json.put("ring", ring.value()));
    json.put("role", cluster.role().name().toLowerCase(Locale.ROOT));
    cluster.kubernetes().ifPresent(version -> json.put("kubernetes", version));
    return json;
  }

  private Map<String, Object> artifact(DescribedArtifact artifact) {
    Map<String, Object> json = artifact(artifact.channels());
    json.put("consumers", artifact.consumers().stream().map(DescriptorJson::consumer).toList());
    return json;
  }

  private Map<String, Object> artifact(SortedMap<String, ChannelArtifact> channels) {
    ChannelArtifact any = channels.get(channels.firstKey());
    Map<String, Object> json = Ordered.map("name", any.name(), "path", any.path());
    json.put("url", any.url().value());
    if (any.isInsecure()) {
      json.put("insecure", true);
    }
    json.put("releaseTag", any.releaseTag().form());
    Map<String, Object> byChannel = Ordered.map();
    channels.forEach(
        (tag, artifact) ->
            byChannel.put(tag, artifact.verifications().stream().map(signers::of).toList()));
    json.put("signers", byChannel);
    return json;
  }

  private static Map<String, Object> consumer(ArtifactConsumer consumer) {
    return Ordered.map(
        "clusters", consumer.clusters(),
        "kind", consumer.isTenant() ? "tenant" : "component",
        "kustomizations", objects(consumer.kustomizations()));
  }

  private static Map<String, Object> git(DescribedGitContent content) {
    return Ordered.map(
        "name", content.name(),
        "path", content.path(),
        "url", content.url(),
        "branches", content.branches());
  }

  private static Map<String, Object> objects(DescribedObjects objects) {
    return Ordered.map("clusters", objects.clusters(), "objects", objects(objects.objects()));
  }

  private static List<Map<String, Object>> objects(List<KubernetesObject> objects) {
    return objects.stream().map(KubernetesObject::toMap).toList();
  }

  private static void putUnlessEmpty(
      Map<String, Object> json, String field, Map<String, Object> value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }
}

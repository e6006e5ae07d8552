package dev.flotilla.main.descriptor;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.ArtifactConsumer;
import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.DescribedGitContent;
import dev.flotilla.fleet.descriptor.DescribedObjects;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a descriptor of whatever origin. Fields that this version does not know are passed over; a
 * signer or ref that it does not know is refused, because a signature might not be looked at.
 */
public final class DescriptorReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  private final ForeignJson json;
  private final SignerReader signers;

  private DescriptorReader(ForeignJson json) {
    this.json = json;
    this.signers = new SignerReader(json.object("sigstores"));
  }

  /**
   * Returns the descriptor that {@code text} is.
   *
   * @param place where it is from, as messages name it
   */
  public static FleetDescriptor read(byte[] text, String place) {
    ForeignJson json = ForeignJson.parse(text, at -> malformed(place, at));
    long version = json.number("version", 0);
    if (version > FleetDescriptor.VERSION) {
      throw new Failure(
          "'%s' must have a version of the format that this program knows, at most %d, got '%d'; use a newer Flotilla"
              .formatted(place, FleetDescriptor.VERSION, version));
    }
    if (version < 1) {
      throw json.refused("version");
    }
    try {
      return new DescriptorReader(json).fleet();
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "'%s': %s; take the file from the fleet artifact again".formatted(place, e.getMessage()));
    }
  }

  private static Failure malformed(String place, String at) {
    return new Failure(
        "'%s' must be the file '%s' of a fleet artifact, got something else%s; take it from there again"
            .formatted(place, FleetDescriptor.FILE, at));
  }

  private FleetDescriptor fleet() {
    return new FleetDescriptor(
        organization(json.object("organization")),
        mirrors(json.object("mirrors")),
        json.objects("environments").stream().map(this::environment).toList(),
        json.objects("clusters").stream().map(DescriptorReader::cluster).toList(),
        json.names().contains("fleet") ? channels(json.object("fleet")) : new TreeMap<>(),
        json.objects("artifacts").stream().map(this::artifact).toList(),
        json.objects("git").stream().map(DescriptorReader::git).toList(),
        json.objects("objects").stream().map(DescriptorReader::objects).toList());
  }

  private static Organization organization(ForeignJson json) {
    return new Organization(
        new OciUrl(json.text("registryFolder")),
        new OciUrl(json.text("fleetArtifact")),
        json.text("gitHost"),
        json.text("owner"),
        json.text("fleetRepository"),
        new ReleaseTag(json.text("releaseTag")),
        json.isTrue("example"));
  }

  private static SortedMap<String, Mirror.Target> mirrors(ForeignJson json) {
    List<String> hosts = json.names();
    return hosts.isEmpty()
        ? new TreeMap<>()
        : new TreeMap<>(
            Mirror.parse(
                    hosts.stream()
                        .map(host -> host + "=" + json.text(host))
                        .collect(Collectors.joining(",")))
                .targets());
  }

  private Environment environment(ForeignJson json) {
    return new Environment(
        json.text("name"),
        channel(json),
        SignerReader.ref(json.object("ref")),
        json.texts("rings").stream().map(RingName::new).toList());
  }

  private static Channel channel(ForeignJson environment) {
    return environment.names().contains("branch")
        ? Channel.branch(environment.text("branch"))
        : new Channel.Tag(new OciTag(environment.text("channel")), environment.isTrue("releases"));
  }

  private static DescribedCluster cluster(ForeignJson json) {
    return new DescribedCluster(
        json.text("name"),
        json.text("environment"),
        optional(json, "ring").map(RingName::new),
        Cluster.Role.valueOf(json.text("role").toUpperCase(Locale.ROOT)),
        optional(json, "kubernetes"));
  }

  private static Optional<String> optional(ForeignJson json, String field) {
    return Optional.of(json.text(field)).filter(text -> !text.isEmpty());
  }

  private DescribedArtifact artifact(ForeignJson json) {
    return new DescribedArtifact(
        channels(json),
        json.objects("consumers").stream().map(DescriptorReader::consumer).toList());
  }

  private SortedMap<String, ChannelArtifact> channels(ForeignJson json) {
    ForeignJson byChannel = json.object("signers");
    SortedMap<String, ChannelArtifact> channels = new TreeMap<>();
    for (String channel : byChannel.names()) {
      List<Verification> rules = byChannel.objects(channel).stream().map(signers::signer).toList();
      if (rules.isEmpty()) {
        throw byChannel.refused(channel);
      }
      channels.put(
          channel,
          new ChannelArtifact(
              json.text("name"),
              json.text("path"),
              new OciUrl(json.text("url")),
              json.isTrue("insecure"),
              new ReleaseTag(json.text("releaseTag")),
              rules));
    }
    if (channels.isEmpty()) {
      throw json.refused("signers");
    }
    return channels;
  }

  private static ArtifactConsumer consumer(ForeignJson json) {
    return new ArtifactConsumer(
        json.texts("clusters"),
        json.text("kind").equals("tenant"),
        objects(json, "kustomizations"));
  }

  private static DescribedGitContent git(ForeignJson json) {
    return new DescribedGitContent(
        json.text("name"), json.text("path"), json.text("url"), texts(json.object("branches")));
  }

  private static DescribedObjects objects(ForeignJson json) {
    return new DescribedObjects(json.texts("clusters"), objects(json, "objects"));
  }

  private static List<KubernetesObject> objects(ForeignJson json, String field) {
    return json.objects(field).stream().map(DescriptorReader::object).toList();
  }

  private static KubernetesObject object(ForeignJson json) {
    Map<String, Object> body = fields(json);
    body.keySet().removeAll(List.of("apiVersion", "kind", "metadata"));
    return new KubernetesObject(
        json.text("apiVersion"), json.text("kind"), fields(json.object("metadata")), body);
  }

  private static Map<String, Object> fields(ForeignJson json) {
    return JSON.convertValue(json.copy(), FIELDS);
  }

  private static SortedMap<String, String> texts(ForeignJson json) {
    SortedMap<String, String> texts = new TreeMap<>();
    json.names().forEach(name -> texts.put(name, json.text(name)));
    return texts;
  }
}

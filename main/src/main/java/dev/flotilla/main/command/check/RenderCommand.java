package dev.flotilla.main.command.check;

import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.main.check.ContentCheck;
import dev.flotilla.main.check.DeliveredObject;
import dev.flotilla.main.check.LocalContent;
import dev.flotilla.main.command.option.ChartsOption;
import dev.flotilla.main.command.option.ClusterNames;
import dev.flotilla.main.command.option.FleetOptions;
import dev.flotilla.main.command.option.KubernetesOption;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flotilla render}. */
@Command(
    name = "render",
    description = "Print what a cluster gets, with its variables and the objects of charts.",
    footer = "%nExit code: 0 done, 1 something cannot be rendered.")
public final class RenderCommand implements Callable<Integer> {
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\n");

  private final Invocation invocation;
  private final LocalContent local;

  @Parameters(index = "0", paramLabel = "CLUSTER", description = "The cluster.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "COMPONENT",
      description = {
        "A component or tenant: its folder in 'components', or its path;",
        "by default all in 'components', after the fleet's own objects where",
        "its sources are."
      })
  private Optional<Path> component = Optional.empty();

  @Mixin private FleetOptions fleetOptions = new FleetOptions();

  @Mixin private KubernetesOption kubernetes = new KubernetesOption();

  @Mixin private ChartsOption charts = new ChartsOption();

  /** The command of one run. */
  public RenderCommand(Invocation invocation) {
    this.invocation = invocation;
    this.local = new LocalContent(invocation, "render");
  }

  @Override
  public Integer call() {
    String version = kubernetes.version();
    List<DeliveredObject> objects =
        fleetOptions
            .named(invocation)
            .map(fleet -> ofFolders(fleet, version))
            .orElseGet(() -> ofProject(version));
    if (objects.isEmpty()) {
      invocation
          .report()
          .status("render: cluster '%s' applies nothing of '%s'".formatted(name, local.parent()));
    }
    objects.forEach(object -> invocation.report().data(object.toString().stripTrailing()));
    return ExitCode.DONE;
  }

  private List<DeliveredObject> ofProject(String version) {
    RenderedFleet fleet = invocation.artifact();
    List<DeliveredObject> content = ofFolders(fleet.descriptor(), version);
    return component.isPresent()
        ? content
        : Stream.concat(ofFleet(fleet), content.stream()).toList();
  }

  private Stream<DeliveredObject> ofFleet(RenderedFleet fleet) {
    return fleet.clusters().stream()
        .filter(rendered -> rendered.name().equals(name))
        .map(RenderedCluster::files)
        .flatMap(List::stream)
        .flatMap(this::documents);
  }

  private Stream<DeliveredObject> documents(FleetFile file) {
    return SEPARATOR
        .splitAsStream(file.content().text())
        .filter(text -> !text.isBlank())
        .map(text -> new DeliveredObject(name, "", file.path(), "", text));
  }

  private List<DeliveredObject> ofFolders(FleetDescriptor fleet, String version) {
    DescribedCluster cluster = ClusterNames.find(fleet, name);
    List<Path> folders = component.map(path -> List.of(folder(path))).orElseGet(local::folders);
    if (folders.isEmpty()) {
      return List.of();
    }
    ContentCheck check =
        new ContentCheck(invocation, fleet, cluster::equals, version, charts.areFetched());
    List<DeliveredObject> objects = check.render(local.in(folders, fleet));
    if (objects.isEmpty() && component.isPresent()) {
      throw new Failure(
          "a component to render must be one that its cluster runs, got '%s' for '%s', which applies nothing of it; name another"
              .formatted(component.get(), name));
    }
    return objects;
  }

  /** A bare name is that of a folder in 'components', unless there is one of that name here. */
  private Path folder(Path path) {
    Path here = invocation.resolve(path);
    return Files.isDirectory(here) ? here : local.parent().resolve(path).normalize();
  }
}

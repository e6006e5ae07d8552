package dev.flotilla.main.command.publish;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.check.CheckAnswer;
import dev.flotilla.main.check.CheckReport;
import dev.flotilla.main.check.CheckedFolder;
import dev.flotilla.main.check.ContentCheck;
import dev.flotilla.main.command.option.ReleaseOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.publish.PreparedPublish;
import dev.flotilla.main.publish.Publisher;
import dev.flotilla.main.publish.sbom.FolderContent;
import dev.flotilla.main.report.Batch;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.bundle.ApprovedPublish;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The publish of components and tenants. Nothing is pushed while a cluster that would get one of
 * them could not take it; then one that fails does not stop the others.
 *
 * @param fetchesCharts whether charts that they name are fetched to be checked
 * @param approved what was reviewed, if nothing else may be published
 */
record ComponentsPublish(
    Invocation invocation,
    PublishTarget target,
    Publisher publisher,
    ReleaseOptions release,
    boolean fetchesCharts,
    Optional<ApprovedPublish> approved) {

  private record PreparedComponent(ComponentFolder component, PreparedPublish publish) {
    CheckedFolder content() {
      return new CheckedFolder(component, publish.packed().layer());
    }
  }

  /** Returns the worst exit code. */
  int run(List<ComponentFolder> components) {
    return release.rollback().isPresent()
        ? rollBack(components, release.rollback().get())
        : publish(components);
  }

  private int rollBack(List<ComponentFolder> components, Version version) {
    return Batch.run(
        invocation.report(),
        components,
        component -> print(publisher.rollBack(component.artifact(), version)));
  }

  private int publish(List<ComponentFolder> components) {
    List<PreparedComponent> prepared = new ArrayList<>();
    int exitCode =
        Batch.run(
            invocation.report(),
            components,
            component -> {
              prepared.add(new PreparedComponent(component, prepare(component)));
              return ExitCode.DONE;
            });
    if (prepared.isEmpty()) {
      return exitCode;
    }
    FleetDescriptor fleet = target.descriptor().get();
    if (approved.isPresent()) {
      exitCode = ExitCode.worse(exitCode, requireApproved(approved.get(), fleet, prepared));
      if (exitCode != ExitCode.DONE) {
        return exitCode;
      }
    }
    List<FolderContent> contents = check(fleet, prepared);
    return ExitCode.worse(
        exitCode,
        Batch.run(
            invocation.report(),
            prepared,
            component -> print(component.publish().run(contentOf(component, contents)))));
  }

  /** Nothing is pushed unless all of it is as it was approved. */
  private int requireApproved(
      ApprovedPublish publish, FleetDescriptor fleet, List<PreparedComponent> prepared) {
    return Batch.run(
        invocation.report(),
        prepared,
        component -> {
          ChannelArtifact artifact = component.component().artifact();
          publish.require(
              artifact, component.publish(), fleet.consumers(artifact, target.channel()));
          return ExitCode.DONE;
        });
  }

  private Optional<FolderContent> contentOf(
      PreparedComponent component, List<FolderContent> contents) {
    String path = invocation.shown(component.component().folder()).toString();
    return contents.stream().filter(content -> content.path().equals(path)).findFirst();
  }

  private PreparedPublish prepare(ComponentFolder component) {
    ChannelArtifact artifact = component.artifact();
    if (!Files.isDirectory(component.folder())) {
      throw new Failure(
          "a component to publish must be a folder, got '"
              + component.folder()
              + "'; create it, or name another with --component");
    }
    ArtifactContent content = ArtifactContent.component(component.folder(), artifact.tagPrefix());
    PreparedPublish prepared = publisher.of(artifact, content, release.version(), release.branch());
    prepared.packed();
    return prepared;
  }

  /** Returns what the check has found to be in each. */
  private List<FolderContent> check(FleetDescriptor fleet, List<PreparedComponent> prepared) {
    ContentCheck check =
        new ContentCheck(
            invocation,
            fleet,
            cluster -> fleet.channel(cluster).equals(target.channel()),
            "",
            fetchesCharts);
    CheckAnswer answer = check.check(prepared.stream().map(PreparedComponent::content).toList());
    CheckReport.require(answer, invocation.report());
    return answer.contents();
  }

  private int print(String reference) {
    invocation.report().data(reference);
    return ExitCode.DONE;
  }
}

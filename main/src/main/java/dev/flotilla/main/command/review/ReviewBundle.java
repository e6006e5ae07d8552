package dev.flotilla.main.command.review;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ClusterArtifacts;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.content.Layer;
import dev.flotilla.main.publish.git.CheckedOutTree;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.IndentedJson;
import dev.flotilla.main.review.baseline.Baseline;
import dev.flotilla.main.review.bundle.BundleWriter;
import dev.flotilla.main.review.bundle.StackFacts;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.content.ReviewedContent;
import dev.flotilla.main.review.print.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code diff --out} writes of what it shows; without that option nothing. */
final class ReviewBundle implements AutoCloseable {
  private final Invocation invocation;
  private final Optional<BundleWriter> writer;
  private final String tree;
  private @Nullable OpenTofu engine;

  private ReviewBundle(Invocation invocation, Optional<BundleWriter> writer, String tree) {
    this.invocation = invocation;
    this.writer = writer;
    this.tree = tree;
  }

  /**
   * Starts it; refuses a folder that has something, and uncommitted changes, which nobody else has.
   *
   * @param isOfLive whether it is compared with what is live, which alone can be approved
   */
  static ReviewBundle open(Invocation invocation, Optional<Path> out, boolean isOfLive) {
    if (out.isEmpty()) {
      return new ReviewBundle(invocation, Optional.empty(), "");
    }
    if (!isOfLive) {
      throw new Failure(
          "--out must come without --against, because what is approved changes the fleet that is live, got '%s'; drop one of them"
              .formatted(out.get()));
    }
    Path folder = invocation.resolve(out.get());
    String tree =
        new CheckedOutTree(invocation.folder(), invocation.environment()).hashBeside(folder);
    return new ReviewBundle(invocation, Optional.of(BundleWriter.open(folder)), tree);
  }

  /** Adds the fleet artifact, as far as it was compared. */
  void addFleet(List<RenderedCluster> rendered, List<Cluster> clusters, Baseline compared) {
    if (writer.isEmpty()) {
      return;
    }
    Fleet fleet = invocation.fleet();
    List<Cluster> reviewed =
        clusters.stream()
            .filter(
                cluster ->
                    compared.notCompared().stream()
                        .filter(NotCompared::isError)
                        .noneMatch(one -> one.clusters().contains(cluster.name())))
            .filter(cluster -> new ClusterArtifacts(fleet, cluster).fleet().isPresent())
            .toList();
    Optional<ChannelArtifact> artifact =
        reviewed.stream()
            .flatMap(cluster -> new ClusterArtifacts(fleet, cluster).fleet().stream())
            .findFirst();
    artifact.ifPresent(
        one ->
            writer
                .get()
                .addArtifact(
                    Organization.FLEET,
                    one.url().value(),
                    packed(rendered),
                    reviewed.stream().map(Cluster::name).toList(),
                    compared.channels()));
  }

  private byte[] packed(List<RenderedCluster> rendered) {
    RenderedFleet artifact = RenderedFleet.of(invocation.resolved(), rendered);
    return ArtifactContent.packed(artifact, invocation.folder()).content();
  }

  /** Adds a component or tenant that was compared; see {@link ReviewedContent}. */
  void addContent(
      ChannelArtifact artifact,
      Layer layer,
      List<String> clusters,
      SortedMap<String, String> channels) {
    writer.ifPresent(
        bundle ->
            bundle.addArtifact(
                artifact.name(), artifact.url().value(), layer.content(), clusters, channels));
  }

  /** Returns where the plan of a cluster is saved to. */
  Optional<Path> plan(Cluster cluster, OpenTofuStack stack) {
    writer.ifPresent(bundle -> stack.planInputs().requireNoSecrets());
    return writer.map(bundle -> bundle.plan(cluster.name()));
  }

  /** Adds the stack of a cluster, once its plan is saved. */
  void addStack(StackFacts facts, OpenTofuStack stack) {
    writer.ifPresent(bundle -> bundle.addStack(facts, stack.planInputs().lock()));
  }

  /** Notes what makes the plans. */
  void plannedBy(OpenTofu openTofu) {
    engine = openTofu;
  }

  /** Returns whether there will be one. */
  boolean isWanted() {
    return writer.isPresent();
  }

  /** Returns what a plan is created with, if it is kept. */
  Optional<StackFacts> facts(Supplier<StackFacts> facts) {
    return writer.map(kept -> facts.get());
  }

  /** Completes it, and returns the digest to approve; empty if nothing could be compared. */
  Optional<String> complete(ChangeSet set) {
    if (writer.filter(BundleWriter::isEmpty).isPresent()) {
      invocation
          .report()
          .status(
              "warning: no bundle was written, because nothing could be compared; fix that, and run"
                  + " the command again");
      return Optional.empty();
    }
    String name = engine == null ? "" : OpenTofu.NAME;
    String version = engine == null ? "" : engine.version().toString();
    return writer.map(bundle -> bundle.complete(tree, name, version, json(set)));
  }

  private static byte[] json(ChangeSet set) {
    return IndentedJson.text(JsonOutput.of(set)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    writer.ifPresent(BundleWriter::close);
  }
}

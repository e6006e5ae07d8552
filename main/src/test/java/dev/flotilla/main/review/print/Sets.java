package dev.flotilla.main.review.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Comparison;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.FieldPath;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.ObjectKey;
import dev.flotilla.main.review.change.StackPlan;
import dev.flotilla.main.review.change.UnchangedStack;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Change sets to print. */
final class Sets {
  static final ObjectKey QUOTA = new ObjectKey("", "ResourceQuota", "web", "tenant");
  static final ObjectKey SET =
      new ObjectKey("fluxcd.controlplane.io", "ResourceSet", "flux-system", "shop");
  static final ObjectKey NAMESPACE = ObjectKey.ofNamespace("shop");
  static final ObjectKey KUSTOMIZATION =
      new ObjectKey("kustomize.toolkit.fluxcd.io", "Kustomization", "shop", "apps");
  private static final JsonNode NOTHING = MissingNode.getInstance();
  private static final JsonNode OBJECT = new ObjectMapper().createObjectNode().put("kind", "A");

  private Sets() {}

  static Change field(ObjectKey object, String field, String before, String after, String... on) {
    return new Change(
        object,
        "ResourceSet/flux-system/web",
        FieldPath.WHOLE.field("spec").field(field),
        before.isEmpty() ? NOTHING : TextNode.valueOf(before),
        after.isEmpty() ? NOTHING : TextNode.valueOf(after),
        List.of(on));
  }

  static Change created(ObjectKey object, String holder, String... on) {
    return new Change(object, holder, FieldPath.WHOLE, NOTHING, OBJECT, List.of(on));
  }

  static Change removed(ObjectKey object, String holder, String... on) {
    return new Change(object, holder, FieldPath.WHOLE, OBJECT, NOTHING, List.of(on));
  }

  /** Removes an object on the cluster {@code a}. */
  static Change removedJson(ObjectKey object, String holder, String json) throws IOException {
    return new Change(
        object, holder, FieldPath.WHOLE, new ObjectMapper().readTree(json), NOTHING, List.of("a"));
  }

  static ChangeSet of(List<Danger> dangers, Change... changes) {
    return new ChangeSet(
        List.of(new Comparison("fleet artifact", "oci://acme")),
        dangers,
        List.of(),
        List.of(),
        List.of(changes),
        List.of(),
        List.of(),
        List.of());
  }

  static ChangeSet failed(String reason) {
    return ChangeSet.EMPTY.comparedWith(
        List.of(),
        List.of(new NotCompared("fleet artifact", reason, List.of("prod-eu", "prod-us"), true)));
  }

  static ChangeSet planned(StackPlan... plans) {
    return ChangeSet.EMPTY.with(List.of(plans), List.of(), List.of(), List.of());
  }

  static ChangeSet unchanged(String... clusters) {
    return ChangeSet.EMPTY.with(
        List.of(),
        Stream.of(clusters).map(name -> new UnchangedStack(name, Instant.EPOCH)).toList(),
        List.of(),
        List.of());
  }
}

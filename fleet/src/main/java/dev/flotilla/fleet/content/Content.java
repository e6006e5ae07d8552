package dev.flotilla.fleet.content;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is inside the artifact of a component or a tenant, for each of its environments. {@code
 * ContentFolder} writes it as the folders that clusters apply.
 *
 * <pre>{@code
 * Content.builder("cert-manager", STAGING, PRODUCTION)
 *     .controllers(release)
 *     .configs(clusterIssuer())
 *     .configsIn(STAGING, selfSignedIssuer())
 *     .build();
 * }</pre>
 *
 * <p>Rejected: a name that is not an RFC 1123 label, no environment, the same one twice, no item,
 * {@code objects} together with {@code controllers} or {@code configs}.
 *
 * @param name the name of the artifact, and of the folder
 * @param environments the names of its environments
 * @param entries what it consists of, in the order in which it is written
 * @param isSubstituted whether the Kustomizations that apply it substitute variables
 * @param automation the name of the UpdateAutomation that raises versions of its charts; empty
 *     means none
 */
@RecordBuilder
public record Content(
    String name,
    List<String> environments,
    List<Entry> entries,
    boolean isSubstituted,
    Optional<String> automation) {

  /**
   * One item, with its phase and environment.
   *
   * @param environment the only environment that has it; empty means all
   */
  public record Entry(ContentPhase phase, Optional<String> environment, ContentItem item) {
    /** Returns whether an environment has the item. */
    public boolean isIn(String name) {
      return environment.isEmpty() || environment.get().equals(name);
    }
  }

  public Content {
    Rfc1123.label("the name of content", name);
    automation.ifPresent(value -> Rfc1123.label("the name of an update automation", value));
    environments = List.copyOf(environments);
    entries = List.copyOf(entries);
    if (environments.isEmpty()) {
      throw new IllegalArgumentException(
          "content must have at least one environment, got none for '%s'".formatted(name));
    }
    if (environments.stream().distinct().count() < environments.size()) {
      throw new IllegalArgumentException(
          "content must have each environment once, got '%s' for '%s'; remove one"
              .formatted(String.join("', '", environments), name));
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "content must have at least one item, got none for '%s'".formatted(name));
    }
    boolean hasOnePhase = entries.stream().anyMatch(entry -> entry.phase() == ContentPhase.ALL);
    if (hasOnePhase && entries.stream().anyMatch(entry -> entry.phase() != ContentPhase.ALL)) {
      throw new IllegalArgumentException(
          "content must have either objects, or controllers and configs, got both for '%s'; use one kind"
              .formatted(name));
    }
  }

  /**
   * Returns a builder of content for environments, given ones or your own.
   *
   * @param name the name of the artifact
   */
  public static Builder builder(String name, Environment... environments) {
    return new Builder(
        ContentFields.builder()
            .name(name)
            .environments(List.of(environments).stream().map(Environment::name).toList())
            .isSubstituted(true));
  }

  /** Returns its phases, in the order in which clusters apply them. */
  public List<ContentPhase> phases() {
    return entries.stream().anyMatch(entry -> entry.phase() == ContentPhase.ALL)
        ? List.of(ContentPhase.ALL)
        : List.of(ContentPhase.CONTROLLERS, ContentPhase.CONFIGS);
  }

  /** Returns the items of a phase that an environment has. */
  public List<ContentItem> items(ContentPhase phase, String environment) {
    return entries.stream()
        .filter(entry -> entry.phase() == phase && entry.isIn(environment))
        .map(Entry::item)
        .toList();
  }

  /** Builds {@link Content}. */
  public static final class Builder {
    private final ContentFields fields;
    private final List<Entry> entries = new ArrayList<>();

    private Builder(ContentFields fields) {
      this.fields = fields;
    }

    /** Adds what must be Ready before the configs are applied, in all environments. */
    public Builder controllers(ContentItem... items) {
      return add(ContentPhase.CONTROLLERS, null, items);
    }

    /** Adds what must be Ready before the configs are applied, in one environment. */
    public Builder controllersIn(Environment environment, ContentItem... items) {
      return add(ContentPhase.CONTROLLERS, environment, items);
    }

    /** Adds what uses the kinds and webhooks of the controllers, in all environments. */
    public Builder configs(ContentItem... items) {
      return add(ContentPhase.CONFIGS, null, items);
    }

    /** Adds what uses the kinds and webhooks of the controllers, in one environment. */
    public Builder configsIn(Environment environment, ContentItem... items) {
      return add(ContentPhase.CONFIGS, environment, items);
    }

    /** Adds objects of a tenant, or of a component with one phase, in all environments. */
    public Builder objects(ContentItem... items) {
      return add(ContentPhase.ALL, null, items);
    }

    /** Adds objects of a tenant, or of a component with one phase, in one environment. */
    public Builder objectsIn(Environment environment, ContentItem... items) {
      return add(ContentPhase.ALL, environment, items);
    }

    /**
     * Declares that the Kustomizations that apply it substitute no variables; defaults to those of
     * a fleet, which do. Then no text needs an escape, and a {@link Variable} is refused.
     */
    public Builder withoutSubstitution() {
      fields.isSubstituted(false);
      return this;
    }

    /**
     * Names the UpdateAutomation of this Git repository, in whose namespace the policies of its
     * charts with {@code autoUpdate} are; defaults to none.
     *
     * @param automation the name of its {@code UpdateAutomationProps}
     */
    public Builder updatedBy(String automation) {
      fields.automation(Optional.of(automation));
      return this;
    }

    private Builder add(
        ContentPhase phase, @Nullable Environment environment, ContentItem[] items) {
      for (ContentItem item : items) {
        entries.add(
            new Entry(phase, Optional.ofNullable(environment).map(Environment::name), item));
      }
      return this;
    }

    /** Returns the content. */
    public Content build() {
      return fields.entries(entries).build();
    }
  }
}

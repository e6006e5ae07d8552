package dev.flotilla.main.cluster.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.Condition;
import dev.flotilla.main.cluster.flux.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a HelmRelease has deployed, as its history says; a text is empty where there is none.
 *
 * @param name its namespace and name
 * @param deployed the version that Helm calls deployed: the last that succeeded
 * @param revision the number of that in Helm's storage, or 0
 * @param action what was attempted last: {@code install} or {@code upgrade}
 * @param attempted the version of that
 * @param message why it could not be read; empty if it was
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#history">history</a>
 */
public record ReleaseStatus(
    String name,
    State state,
    ChartVersion deployed,
    String appVersion,
    int revision,
    String action,
    ChartVersion attempted,
    String message) {

  /** How a release is. */
  public enum State {
    @JsonProperty("deployed")
    DEPLOYED,
    /**
     * Something has changed its objects, and its drift detection does not undo that, or not yet.
     */
    @JsonProperty("drifted")
    DRIFTED,
    /** The attempt has failed, and nothing has undone it. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("rolled back")
    ROLLED_BACK,
    /** The attempt has failed, and Helm has removed what it had made. */
    @JsonProperty("uninstalled")
    UNINSTALLED,
    @JsonProperty("not installed")
    NOT_INSTALLED,
    /** The cluster does not let the user see its HelmReleases. */
    @JsonProperty("not readable")
    UNREADABLE
  }

  /**
   * A version of a chart.
   *
   * @param chart its name, or empty where that is not known
   * @param digest the digest of the OCI artifact, or empty for a chart from elsewhere
   */
  public record ChartVersion(String chart, String version, String digest) {
    /** As many digits of the digest of an OCI artifact helm-controller adds to the version. */
    private static final int DIGITS = 12;

    static final ChartVersion NONE = new ChartVersion("", "", "");

    static ChartVersion of(String chart, String version, String digest) {
      int colon = digest.indexOf(':') + 1;
      String added = "+" + digest.substring(colon, Math.min(colon + DIGITS, digest.length()));
      boolean isAdded = !digest.isEmpty() && version.endsWith(added);
      return new ChartVersion(
          chart,
          isAdded ? version.substring(0, version.length() - added.length()) : version,
          digest);
    }

    @Override
    public String toString() {
      return version + (digest.isEmpty() ? "" : "@" + digest);
    }
  }

  static ReleaseStatus of(FluxObject release) {
    GenericKubernetesResource object = release.object();
    @Nullable List<Map<String, Object>> entries = object.get("status", "history");
    List<Map<String, Object>> history = entries == null ? List.of() : entries;
    Optional<Map<String, Object>> deployed =
        history.stream().filter(entry -> text(entry, "status").equals("deployed")).findFirst();
    return new ReleaseStatus(
        release.id().namespace() + "/" + release.id().name(),
        state(object, deployed.isPresent()),
        deployed
            .map(
                entry ->
                    ChartVersion.of(
                        text(entry, "chartName"),
                        text(entry, "chartVersion"),
                        digest(entry, history)))
            .orElse(ChartVersion.NONE),
        deployed.map(entry -> text(entry, "appVersion")).orElse(""),
        deployed.map(entry -> entry.get("version")).map(ReleaseStatus::number).orElse(0),
        text(object.get("status", "lastAttemptedReleaseAction")),
        ChartVersion.of(
            "",
            text(object.get("status", "lastAttemptedRevision")),
            text(object.get("status", "lastAttemptedRevisionDigest"))),
        "");
  }

  /** Returns what is known of a release that the cluster does not show, which is its name. */
  static ReleaseStatus unreadable(ObjectId release, String message) {
    return new ReleaseStatus(
        release.namespace() + "/" + release.name(),
        State.UNREADABLE,
        ChartVersion.NONE,
        "",
        0,
        "",
        ChartVersion.NONE,
        message);
  }

  /** A rollback records no digest; the release that it has gone back to did. */
  private static String digest(Map<String, Object> deployed, List<Map<String, Object>> history) {
    return history.stream()
        .filter(
            entry ->
                text(entry, "chartName").equals(text(deployed, "chartName"))
                    && text(entry, "chartVersion").equals(text(deployed, "chartVersion")))
        .map(entry -> text(entry, "ociDigest"))
        .filter(digest -> !digest.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static State state(GenericKubernetesResource object, boolean isDeployed) {
    Optional<Condition> remediated = Condition.of(object, "Remediated").filter(Condition::isTrue);
    if (remediated.isPresent()) {
      return remediated.get().reason().equals("UninstallSucceeded")
          ? State.UNINSTALLED
          : State.ROLLED_BACK;
    }
    if (isFalse(object, "Released") || isFalse(object, "TestSuccess")) {
      return State.FAILED;
    }
    if (!isDeployed) {
      return State.NOT_INSTALLED;
    }
    return Condition.of(object, "Drifted").filter(Condition::isTrue).isPresent()
        ? State.DRIFTED
        : State.DEPLOYED;
  }

  private static boolean isFalse(GenericKubernetesResource object, String type) {
    return Condition.of(object, type)
        .filter(condition -> condition.status().equals("False"))
        .isPresent();
  }

  private static int number(Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  private static String text(Map<String, Object> entry, String field) {
    return text(entry.get(field));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}

package dev.flotilla.main.opentofu.state;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.OptionalInt;

/** What OpenTofu believes to exist: the state, as {@code tofu show -json} prints it. */
public final class StackState {
  private static final String SECRET = "kubernetes_secret_v1";

  private final List<ForeignJson> resources;

  private StackState(ForeignJson root) {
    if (root.names().isEmpty()) {
      // Of a cluster without a state it prints at least its own version.
      throw root.refused("");
    }
    resources = root.object("values").object("root_module").objects("resources");
  }

  /** Returns the state in what {@code tofu show -json} printed. */
  public static StackState parse(String json) {
    return new StackState(
        ForeignJson.parse(
            json,
            // The text itself may hold what nobody should read.
            place ->
                new Failure(
                    "'tofu show -json' must print a state, got something else%s; restore the state from a copy if it is damaged, or check that the program is OpenTofu"
                        .formatted(place))));
  }

  /** Returns whether nothing was ever applied, or everything was forgotten. */
  public boolean isEmpty() {
    return managed().isEmpty();
  }

  /** Returns the addresses of what it knows. */
  public List<String> addresses() {
    return managed().stream().map(resource -> resource.text("address")).toList();
  }

  /** Returns whether it knows the namespace {@code name}. */
  public boolean hasNamespace(String name) {
    return managed().stream()
        .filter(resource -> resource.text("type").equals("kubernetes_namespace_v1"))
        .anyMatch(resource -> name(resource).equals(name));
  }

  /** Returns the names of the Secrets of credentials that it knows: a user may have others. */
  public List<String> secrets() {
    return managed().stream()
        .filter(resource -> resource.text("type").equals(SECRET))
        .filter(resource -> isOfCredential(resource.text("address"), name(resource)))
        .map(StackState::name)
        .toList();
  }

  /** Returns the revision of the values that the Secret {@code name} was applied with. */
  public OptionalInt secretRevision(String name) {
    return managed().stream()
        .filter(resource -> resource.text("type").equals(SECRET))
        .filter(resource -> name(resource).equals(name))
        .mapToInt(StackState::revision)
        .findFirst();
  }

  /** Returns what was given to the releases of the bootstrap. */
  public BootstrapValues bootstrapValues() {
    return new BootstrapValues(
        values("helm_release." + BootstrapValues.INSTANCE),
        values("helm_release." + BootstrapValues.OPERATOR),
        values("data.helm_template." + BootstrapValues.OPERATOR));
  }

  private String values(String address) {
    return resources.stream()
        .filter(resource -> resource.text("address").equals(address))
        .map(resource -> first(resource.object("values").texts("values")))
        .findFirst()
        .orElse("");
  }

  private List<ForeignJson> managed() {
    return resources.stream().filter(resource -> resource.text("mode").equals("managed")).toList();
  }

  private static String name(ForeignJson resource) {
    return resource.object("values").objects("metadata").stream()
        .map(metadata -> metadata.text("name"))
        .findFirst()
        .orElse("");
  }

  private static boolean isOfCredential(String address, String name) {
    return !name.isEmpty() && address.equals(SECRET + "." + Credential.resourceName(name));
  }

  private static int revision(ForeignJson secret) {
    long revision = secret.object("values").number("data_wo_revision", 0);
    if (revision != (int) revision) {
      throw secret.object("values").refused("data_wo_revision");
    }
    return (int) revision;
  }

  private static String first(List<String> texts) {
    return texts.isEmpty() ? "" : texts.get(0);
  }
}

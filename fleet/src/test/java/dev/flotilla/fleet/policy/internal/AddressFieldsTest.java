package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.schema.SchemaFields;
import dev.flotilla.fleet.tenant.FluxAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every field that can hold an address, or refers to a Secret that can, found in the schemas of all
 * kinds that tenants write.
 */
class AddressFieldsTest {
  /** A field of a kind. */
  record KindField(String kind, String path) {
    @Override
    public String toString() {
      return kind + " " + path;
    }
  }

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)url|address|endpoint|host|image$|proxy|issuer|server|registry|domain");
  private static final Pattern SCHEME = Pattern.compile("://|\\(http");

  /** What looks like an address and is none that Flux connects to, and why. */
  private static final Map<String, String> HARMLESS =
      new TreeMap<>(
          Map.of(
              "issuer", "is compared with a certificate's",
              "serverSideApply", "says how to apply",
              "originRevision", "names a source of the generator"));

  /** What is in a Secret that a field refers to, and why it is not looked at, or by which rule. */
  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.of(
              "certSecretRef", "certificates and keys",
              "kubeConfig.secretRef", "refused by flux-tenant-kubeconfigs",
              "kubeConfig.configMapRef", "refused by flux-tenant-kubeconfigs",
              "decryption.secretRef", "keys; what is encrypted names where to decrypt",
              "verify.secretRef", "public keys",
              "signingKey.secretRef", "a key",
              "trustedRootSecretRef", "certificates; the fleet's where signatures are demanded",
              "proxySecretRef", "refused",
              "secretRef", "refused for the providers that read an address there",
              "sts.secretRef", "a password"));

  static Stream<KindField> fields() {
    return TenantKinds.written().stream()
        .flatMap(
            kind ->
                SchemaFields.of(TenantKinds.apiVersion(kind), kind).stream()
                    .filter(AddressFieldsTest::canBeAddress)
                    .map(field -> new KindField(kind, field.path())));
  }

  private static boolean canBeAddress(SchemaFields.Field field) {
    return !HARMLESS.containsKey(field.name())
        && (ADDRESS.matcher(field.name()).find() || SCHEME.matcher(field.pattern()).find());
  }

  /** A custom resource definition that brings a new field adds a line here, and needs a rule. */
  @Test
  void listsTheFieldsThatHoldAddresses() {
    assertThat(fields().map(KindField::toString))
        .containsExactly(
            "GitRepository spec.url",
            "OCIRepository spec.url",
            "HelmRepository spec.url",
            "Bucket spec.endpoint",
            "Bucket spec.sts.endpoint",
            "ImageRepository spec.image",
            "Provider spec.address",
            "Provider spec.proxy",
            "Receiver spec.oidcProviders[].issuerURL",
            "ResourceSetInputProvider spec.url");
  }

  @Test
  void everySecretThatAFieldRefersToIsKnown() {
    List<String> unknown =
        TenantKinds.written().stream()
            .flatMap(
                kind ->
                    SchemaFields.of(TenantKinds.apiVersion(kind), kind).stream()
                        .filter(field -> field.path().matches(".*(ecretRef|onfigMapRef)[.]name"))
                        .map(field -> field.parent().substring("spec.".length())))
            .filter(path -> SECRETS.keySet().stream().noneMatch(path::endsWith))
            .toList();

    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void refusesAnUnlistedAddressInEachField(KindField field) {
    for (String address : addresses(field)) {
      assertThat(TenantKinds.with(field.kind, field.path, address))
          .isNotEmpty()
          // Google's goes to Google, whatever endpoint it names.
          .filteredOn(object -> !(field.path.equals("spec.endpoint") && isOf(object, "gcp")))
          .allSatisfy(
              object ->
                  assertThat(refusal(Tenancy.ACCESS, object))
                      .as(address)
                      .startsWith("flux-tenant-"));
    }
  }

  /** In the form that the field has. */
  private static List<String> addresses(KindField field) {
    if (field.kind.equals("ImageRepository")) {
      return List.of("evil.test/web", "127.0.0.1:5000/web", "web", "ghcr.io/acme-evil/web");
    }
    if (field.kind.equals("OCIRepository")) {
      return List.of("oci://evil.test/web", "oci://127.0.0.1:5000/web", "oci://169.254.169.254/a");
    }
    return List.of(
        "https://evil.test/x",
        "http://127.0.0.1:8080/x",
        "http://169.254.169.254/latest/meta-data",
        "http://source-controller.flux-system.svc/x",
        "https://hooks.chat.example.evil.test/x",
        "https://hooks.chat.example:8443/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.chat.example",
        "https://hooks.chat.example/",
        "https://hooks.chat.example/services/T0/B0?wait=true",
        "https://hooks.chat.example/webhookb2/guid@guid/IncomingWebhook",
        "https://abc123@hooks.chat.example/42",
        "nats://gitea.acme.example:3000"
      })
  void takesAProviderOnAnAllowedHost(String address) {
    assertThat(refusal(Tenancy.ACCESS, provider("address", address))).isEmpty();
    assertThat(refusal(FluxAccess.standard(), provider("address", address)))
        .startsWith("flux-tenant-providers: ");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.test/x, evil.test",
    "http://127.0.0.1:9000/x, 127.0.0.1:9000",
    "https://hooks.chat.example:8443/x, hooks.chat.example:8443",
    "https://hooks.chat.example@evil.test/x, no plain URL",
    "https://abc@evil.test/x, evil.test",
    "https://hooks.chat.example\\@evil.test/x, no plain URL",
    "https://evil.test\\@hooks.chat.example/x, no plain URL",
    "https://hooks.chat.example?@evil.test/x, no plain URL",
    "https://evil.test#@hooks.chat.example/x, no plain URL",
    "https://HOOKS.chat.example/x, no plain URL",
    "https://[::1]/x, no plain URL",
    "https://hooks.chat.example%2eevil.test/x, no plain URL",
    "//evil.test/x, no plain URL",
    "Endpoint=sb://evil.test/, no plain URL",
    "hooks.chat.example/x, no plain URL"
  })
  void refusesAProviderOnAnotherHost(String address, String named) {
    assertThat(refusal(Tenancy.ACCESS, provider("address", address)))
        .isEqualTo(
            "flux-tenant-providers: an address of a tenant must be a plain URL on a host that the fleet allows, got '"
                + named
                + "' in 'web'; use one of [hooks.chat.example, sts.acme.example, gitea.acme.example:3000], or allow its host in the tenant's props with FluxAccess.allowingHost");
  }

  @Test
  void refusesAProviderWhoseSecretMayNameItsAddress() {
    KubernetesObject object = provider("secretRef", Map.of("name", "chat"));

    assertThat(refusal(Tenancy.ACCESS, object))
        .isEqualTo(
            "flux-tenant-providers: a tenant's address must be in the object, got spec.secretRef 'chat' in 'web': its keys 'address' and 'proxy' replace those of the object; drop it, or allow that in the tenant's props with FluxAccess.withSecretAddresses");
    assertThat(refusal(Tenancy.ACCESS.withSecretAddresses(), object)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GitRepository, generic, false",
    "GitRepository, github, true",
    "Bucket, generic, false",
    "Bucket, gcp, true",
    "Bucket, azure, true"
  })
  void refusesASecretOfASourceThatNamesAServer(String kind, String provider, boolean refused) {
    KubernetesObject object =
        TenantKinds.with(kind, "spec.secretRef", Map.of("name", "login")).stream()
            .map(legal -> withProvider(legal, provider))
            .filter(legal -> !kind.equals("Bucket") || isOf(legal, provider))
            .findFirst()
            .orElseThrow();

    assertThat(refusal(Tenancy.ACCESS, object).contains("spec.secretRef 'login' in 'web'"))
        .isEqualTo(refused);
    assertThat(refusal(Tenancy.ACCESS.withSecretAddresses(), object)).isEmpty();
  }

  private static KubernetesObject withProvider(KubernetesObject object, String provider) {
    Map<String, Object> spec = new LinkedHashMap<>(spec(object));
    spec.putIfAbsent("provider", provider);
    Map<String, Object> body = new LinkedHashMap<>(object.body());
    body.put("spec", spec);
    return new KubernetesObject(object.apiVersion(), object.kind(), object.metadata(), body);
  }

  private static boolean isOf(KubernetesObject object, String provider) {
    return provider.equals(spec(object).get("provider"));
  }

  @SuppressWarnings("unchecked") // Each spec is a map.
  private static Map<String, Object> spec(KubernetesObject object) {
    return (Map<String, Object>) object.body().get("spec");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Provider", "ImageRepository", "GitRepository", "OCIRepository", "Bucket"})
  void refusesAProxyOfTheTenant(String kind) {
    assertThat(TenantKinds.with(kind, "spec.proxySecretRef", Map.of("name", "evil")))
        .allSatisfy(
            object ->
                assertThat(refusal(Tenancy.ACCESS, object)).contains("spec.proxySecretRef 'evil'"));
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io/acme/web, true",
    "hooks.chat.example/any, true",
    "docker.io/library/redis, false",
    "redis, false",
    "ghcr.io/acme/../evil/web, false",
    "hooks.chat.example@evil.test/web, false",
    "ghcr.io/acme-evil/web, false"
  })
  void imageRepositoryIsBelowAPrefixOrOnAHost(String image, boolean isLegal) {
    KubernetesObject object = TenantKinds.with("ImageRepository", "spec.image", image).get(0);
    String refusal =
        "flux-tenant-imagerepositories: a tenant's image repository must be one that the fleet allows, got '"
            + image
            + "' in 'web'; name one below [oci://ghcr.io/acme/, oci://ghcr.io/acme/charts/], or allow its host in the tenant's props with FluxAccess.allowingHost";

    assertThat(refusal(Tenancy.ACCESS, object)).isEqualTo(isLegal ? "" : refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ResourceSet", "ResourceSetInputProvider"})
  void refusesResourceSetsByDefault(String kind) {
    KubernetesObject object = TenantKinds.object(kind, TenantKinds.legalSpecs(kind).get(0));

    assertThat(refusal(FluxAccess.standard().allowingHost("hooks.chat.example"), object))
        .isEqualTo(
            "flux-tenant-resourcesets: a tenant must be allowed to have a "
                + kind
                + ", got 'web'; drop it, or allow them in the tenant's props with FluxAccess.withResourceSets");
    assertThat(refusal(Tenancy.ACCESS, object)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FluxInstance", "FluxReport"})
  void refusesAFluxInstanceOfATenant(String kind) {
    assertThat(refusal(Tenancy.ACCESS, TenantKinds.object(kind, Map.of())))
        .isEqualTo(
            "flux-tenant-instances: a tenant must not have a "
                + kind
                + ", which is for the Flux of the cluster alone, got 'web'; drop it");
  }

  private static KubernetesObject provider(String field, Object value) {
    return TenantKinds.with("Provider", "spec." + field, value).get(0);
  }

  private static String refusal(FluxAccess access, KubernetesObject object) {
    return Tenancy.of(access).refusal(object).orElse("");
  }
}

package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.providers.helm.data_helm_template.DataHelmTemplate;
import com.hashicorp.cdktf.providers.helm.data_helm_template.DataHelmTemplateConfig;
import com.hashicorp.cdktf.providers.helm.release.Release;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1Config;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.secret_v1.SecretV1;
import dev.flotilla.constructs.chart.ChartAsset;
import dev.flotilla.constructs.chart.VendoredChart;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import dev.flotilla.constructs.opentofu.TemplateText;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.SyncSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/**
 * Flux on a cluster: after an apply the Flux Operator runs it, by the FluxInstance {@code flux}.
 *
 * <p>Both are in the namespace {@code flux-system}, with a Secret for each credential, and with the
 * public key that the sync is verified with if there is one. The operator comes from its official
 * chart.
 *
 * <p>OpenTofu applies each object until Flux has applied it itself, seen by Flux's ownership
 * labels; from then on Flux owns it and a changed configuration leaves it alone. A destroy forgets
 * everything and deletes nothing. The Secrets stay OpenTofu's.
 *
 * <p>It works in any stack that has a kubernetes and a helm provider for one cluster, once per
 * stack:
 *
 * <pre>{@code
 * Verification signed =
 *     Verification.gitHubActions("acme/fleet", "push.yaml", GitRef.branch("main"));
 * OciUrl url = new OciUrl("oci://ghcr.io/acme/fleet");
 * SyncSource sync = SyncSource.oci(url, new OciTag("latest"), "clusters/staging", signed);
 * Distribution flux = Distribution.of("2.x", "ghcr.io/fluxcd");
 * FluxInstance instance = new FluxInstance(flux, sync, FluxSettings.builder().build());
 * OperatorChart operator = OperatorChart.of(FluxRelease.CHARTS, Version.of("0.59.0"));
 * new FluxBootstrap(this, "FluxBootstrap", new FluxBootstrapProps(instance, operator));
 * }</pre>
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
public final class FluxBootstrap extends Construct {
  /** What users read in a plan: {@code helm_release.flux_operator} and its manifest's name. */
  private static final String OPERATOR = "flux_operator";

  private static final String INSTANCE = "flux";

  private static final String SYNC =
      "${yamldecode(helm_release." + INSTANCE + ".values[0]).object.spec.sync}";

  /**
   * The Kubernetes version that the operator's chart is rendered for. The provider would take 1.20,
   * which current charts refuse, and a plan must not ask the cluster.
   */
  private static final String KUBE_VERSION = "1.33.0";

  private static final String ADOPT = "adopt";

  private final TerraformStack stack;
  private final FluxBootstrapProps props;

  /**
   * Puts the objects into {@code scope}.
   *
   * @throws IllegalArgumentException if the stack has a FluxBootstrap already, or the chart's
   *     folder is not that of the pinned version
   */
  public FluxBootstrap(Construct scope, String id, FluxBootstrapProps props) {
    super(scope, id);
    VendoredChart.problem(props.operator())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    // Asking Node.js for it would be one call more for each cluster.
    this.stack = scope instanceof TerraformStack found ? found : TerraformStack.of(this);
    this.props = props;
    NamespaceV1 namespace = namespace();
    adopt();
    CredentialSecrets credentials = new CredentialSecrets(this, stack, owned(), namespace);
    List<SecretV1> secrets = props.credentials().stream().map(credentials::secret).toList();
    BootstrapReleases untilAdopted = new BootstrapReleases(this);
    operatorManifest();
    Release operator = operator(untilAdopted, namespace);
    instance(untilAdopted, operator, secrets);
  }

  /**
   * Adds an output to the stack, which {@code tofu output} and {@code cdktf output} print: the
   * {@code namespace} of Flux, its {@code instance}, and {@code sync}, the FluxInstance's {@code
   * spec.sync} as OpenTofu has applied it. None of it is secret.
   */
  public void addOutput(String name) {
    // One output for all three, because each is a call to Node.js.
    new TerraformOutput(
        stack,
        name,
        TerraformOutputConfig.builder()
            .value(
                Ordered.map(
                    "namespace", FluxInstance.NAMESPACE,
                    "instance", FluxInstance.NAME,
                    "sync", SYNC))
            .build());
  }

  private NamespaceV1 namespace() {
    NamespaceV1 namespace =
        new NamespaceV1(
            this,
            "Namespace",
            NamespaceV1Config.builder()
                .metadata(
                    NamespaceV1Metadata.builder()
                        .name(FluxInstance.NAMESPACE)
                        .labels(orNone(owned().labels()))
                        .annotations(orNone(owned().annotations()))
                        .build())
                .lifecycle(
                    TerraformResourceLifecycle.builder()
                        // The operator and its Flux label and annotate the namespace.
                        .ignoreChanges(List.of("metadata[0].labels", "metadata[0].annotations"))
                        // Everything else waits for the namespace: so it fails before all changes.
                        .precondition(CredentialSecrets.preconditions(props.credentials()))
                        .build())
                .build());
    namespace.overrideLogicalId("flux_system");
    OpenTofuOverrides.forgetOnDestroy(namespace);
    return namespace;
  }

  private ObjectMetadata owned() {
    SyncSource sync = props.instance().sync();
    return props
        .metadata()
        .overriddenBy(
            ObjectMetadata.NONE.withAnnotation(
                FluxBootstrapProps.OWNER,
                TemplateText.literal(sync.address() + " " + sync.options().path())));
  }

  /** With a lost state the namespace exists already: {@code -var adopt=true} imports it. */
  private void adopt() {
    if (stack.getNode().tryFindChild(ADOPT) != null) {
      throw new IllegalArgumentException(
          "a stack must have one FluxBootstrap, got a second, '"
              + getNode().getPath()
              + "'; give each cluster a stack");
    }
    new TerraformVariable(
        stack,
        ADOPT,
        TerraformVariableConfig.builder()
            .type("bool")
            .defaultValue(false)
            .description("Import a namespace that exists although the state does not know it.")
            .build());
    OpenTofuOverrides.importWhen(
        stack,
        "var." + ADOPT,
        NamespaceV1.TF_RESOURCE_TYPE + ".flux_system",
        FluxInstance.NAMESPACE);
  }

  private void operatorManifest() {
    OperatorChart chart = props.operator();
    Map<String, Object> values =
        chart.values(props.instance().settings().cluster(), props.metadata());
    DataHelmTemplateConfig.Builder config =
        DataHelmTemplateConfig.builder()
            .name(OperatorChart.NAME)
            .namespace(FluxInstance.NAMESPACE)
            .version(chart.version().toString())
            .kubeVersion(KUBE_VERSION)
            .values(List.of(TemplateText.literal(Yaml.write(values))));
    if (chart.folder().isPresent()) {
      config.chart(
          ChartAsset.path(this, "OperatorChart", chart.folder().get(), chart.version().toString()));
    } else {
      config.chart(OperatorChart.NAME).repository(chart.repository().value());
    }
    new DataHelmTemplate(this, "OperatorManifest", config.build()).overrideLogicalId(OPERATOR);
  }

  private Release operator(BootstrapReleases untilAdopted, NamespaceV1 namespace) {
    OperatorChart chart = props.operator();
    Map<String, Object> shown =
        Ordered.map(
            "chart",
            chart.repository() + "/" + OperatorChart.NAME,
            "version",
            chart.version().toString());
    // Thousands of lines nobody reviews: the plan shows chart and version instead.
    String hidden =
        "${sensitive(yamlencode({manifest = data.helm_template." + OPERATOR + ".manifest}))}";
    return untilAdopted.release(
        "Operator",
        OPERATOR,
        "flux-operator-bootstrap",
        List.of(Yaml.write(Ordered.map("shown", shown)), hidden),
        List.of(namespace));
  }

  private void instance(BootstrapReleases untilAdopted, Release operator, List<SecretV1> secrets) {
    List<ITerraformDependable> dependencies = new ArrayList<>(secrets);
    dependencies.add(operator);
    List<String> values = new ArrayList<>();
    values.add(literal("object", props.instance().toObject().toMap()));
    // Read first of all by what the instance generates, so it is in the same release.
    props
        .verificationSecret()
        .ifPresent(secret -> values.add(literal("manifest", Yaml.write(secret.toMap()))));
    untilAdopted.release("Instance", INSTANCE, "flux-bootstrap", values, dependencies);
  }

  private static String literal(String key, Object value) {
    return TemplateText.literal(Yaml.write(Ordered.map(key, value)));
  }

  static @Nullable Map<String, String> orNone(Map<String, String> map) {
    return map.isEmpty() ? null : map;
  }
}

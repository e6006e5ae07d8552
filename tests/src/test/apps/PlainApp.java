import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.helm.provider.HelmProvider;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderConfig;
import com.hashicorp.cdktf.providers.helm.provider.HelmProviderKubernetes;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProvider;
import com.hashicorp.cdktf.providers.kubernetes.provider.KubernetesProviderConfig;
import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.opentofu.Providers;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.Egress;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;

/**
 * A CDKTF app of one's own that takes only the constructs: PlainApp KUBECONFIG CONTEXT REGISTRY.
 */
final class PlainApp {
  public static void main(String[] args) {
    App app = new App();
    TerraformStack stack = new TerraformStack(app, "plain");
    Providers.require(stack);
    addProviders(stack, args[0], args[1]);
    new FluxBootstrap(stack, "FluxBootstrap", bootstrap(args[2])).addOutput("flux");
    app.synth();
  }

  private static void addProviders(TerraformStack stack, String kubeconfig, String context) {
    new KubernetesProvider(
        stack,
        "kubernetes",
        KubernetesProviderConfig.builder().configPath(kubeconfig).configContext(context).build());
    new HelmProvider(
        stack,
        "helm",
        HelmProviderConfig.builder()
            .kubernetes(
                HelmProviderKubernetes.builder()
                    .configPath(kubeconfig)
                    .configContext(context)
                    .build())
            .build());
  }

  private static FluxBootstrapProps bootstrap(String registry) {
    SyncSource sync =
        SyncSource.oci(
                new OciUrl("oci://ghcr.io/acme/fleet"),
                new OciTag("latest"),
                "clusters/plain",
                Verification.none())
            .withCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"));
    FluxSettings settings =
        FluxSettings.builder()
            .egress(
                Egress.DIRECT
                    .withProxy("http://proxy.acme.example:3128")
                    .withCertSecret("private-ca"))
            .build();
    FluxInstance instance =
        new FluxInstance(Distribution.of("2.x", "ghcr.io/fluxcd"), sync, settings)
            // The sandbox pulls nothing from there.
            .withoutWaiting();
    OciUrl charts = new OciUrl("oci://" + registry + "/controlplaneio-fluxcd/charts");
    return new FluxBootstrapProps(instance, OperatorChart.of(charts, Version.of("0.59.0")));
  }
}

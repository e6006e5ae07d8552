package dev.flotilla.main.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.delivery.ReleaseStatus;
import dev.flotilla.main.cluster.delivery.ReleaseStatus.ChartVersion;
import dev.flotilla.main.cluster.delivery.ReleaseStatus.State;
import dev.flotilla.main.cluster.delivery.TenantException;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTableTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, UTF_8);
  private final StatusTable table = new StatusTable(new Report(stream, stream, false));

  @Test
  void tableHasOneLinePerCluster() {
    table.printClusters(
        List.of(
            status("staging", true, List.of()),
            absent("prod"),
            FluxStatus.unreached("prod-eu", "cluster 'prod-eu' must be reachable")),
        Map.of());

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            CLUSTER  READY    FLUX    OPERATOR  SYNC                                              MESSAGE
            staging  yes      v2.9.4  v0.59.0   oci://ghcr.io/acme/fleet:latest clusters/staging  2 of 2 ready
            prod     no                                                                           no FluxInstance
            prod-eu  unknown                                                                      not reached, see the error
            """);
  }

  @Test
  void tableShowsTheRingsOfAFleetThatHasSome() {
    table.printClusters(
        List.of(absent("staging"), absent("prod-eu")), Map.of("prod-eu", new RingName("canary")));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            CLUSTER  RING    READY  FLUX  OPERATOR  SYNC  MESSAGE
            staging          no                           no FluxInstance
            prod-eu  canary  no                           no FluxInstance
            """);
  }

  @Test
  void tableHasATreeOfWhatAClusterGetsAndWhatKeepsIt() {
    Delivery web =
        new Delivery(
            "web",
            "web/apps",
            "v1.2.0@sha256:0011223344556677",
            "web/v1.2.0@sha1:8899aabbccddeeff",
            "key cosign-key",
            List.of(new Obstacle("OCIRepository/web/apps", "signature refused: none", false)),
            List.of(),
            List.of());
    Delivery fleet =
        new Delivery(
            "flux-system",
            "flux-system/flux-system",
            "latest@sha256:a44d705ab379127703581e21",
            "main@sha1:206517c2ab379127+dirty",
            "key cosign-key",
            List.of(),
            List.of(),
            List.of(web));

    table.printDeliveries(status("staging", false, List.of(fleet)));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            CLUSTER        READY  SOURCE                   REVISION                BUILT FROM                SIGNER
            staging        no
              flux-system  yes    flux-system/flux-system  latest@sha256:a44d705a  main@sha1:206517c2+dirty  key cosign-key
                web        no     web/apps                 v1.2.0@sha256:00112233  web/v1.2.0@sha1:8899aabb  key cosign-key
            web: OCIRepository/web/apps: signature refused: none
            """);
  }

  @Test
  void listsWhatReleasesHaveDeployedAndWhatHasFailed() {
    String digest = "sha256:5be2f0c4ab379127703581e2";
    ChartVersion deployed = new ChartVersion("web", "1.0.0", digest);
    ChartVersion attempted = new ChartVersion("", "1.1.0", "sha256:1b1f0b52ab379127");
    ChartVersion none = new ChartVersion("", "", "");
    Delivery shop =
        delivery(
            "shop",
            release("shop/cache", State.DEPLOYED, new ChartVersion("cache", "2.0.0", "")),
            release("shop/jobs", State.DRIFTED, deployed),
            release("shop/web", State.ROLLED_BACK, deployed, "upgrade", attempted));
    Delivery infra =
        delivery(
            "infra",
            release("infra/broken", State.FAILED, deployed, "upgrade", attempted),
            release("infra/first", State.FAILED, none, "install", attempted),
            release("infra/gone", State.UNINSTALLED, none, "install", attempted),
            release("infra/later", State.NOT_INSTALLED, none));

    table.printReleases(status("staging", true, List.of(shop, infra)));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            RELEASE       CHART  VERSION                STATE
            shop/cache    cache  2.0.0                  deployed
            shop/jobs     web    1.0.0@sha256:5be2f0c4  deployed, drifted
            shop/web      web    1.0.0@sha256:5be2f0c4  rolled back, upgrade to 1.1.0@sha256:1b1f0b52 failed
            infra/broken  web    1.0.0@sha256:5be2f0c4  upgrade to 1.1.0@sha256:1b1f0b52 failed
            infra/first                                 install of 1.1.0@sha256:1b1f0b52 failed
            infra/gone                                  uninstalled, install of 1.1.0@sha256:1b1f0b52 failed
            infra/later                                 not installed
            """);
  }

  @Test
  void saysOnceWhyReleasesAreNotReadable() {
    ChartVersion none = new ChartVersion("", "", "");
    String refused =
        "cluster 'staging' refused the request: helmreleases.helm.toolkit.fluxcd.io is forbidden;"
            + " ask for the permission, or use another context";
    ReleaseStatus one =
        new ReleaseStatus("shop/cache", State.UNREADABLE, none, "", 0, "", none, refused);
    ReleaseStatus other =
        new ReleaseStatus("shop/web", State.UNREADABLE, none, "", 0, "", none, refused);

    table.printReleases(status("staging", true, List.of(delivery("shop", one, other))));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            RELEASE     CHART  VERSION  STATE
            shop/cache                  not readable
            shop/web                    not readable
            not readable: cluster 'staging' refused the request: helmreleases.helm.toolkit.fluxcd.io is forbidden; ask for the permission, or use another context
            """);
  }

  @Test
  void listsNoReleaseWhereThereIsNone() {
    table.printReleases(status("staging", true, List.of(delivery("shop"))));

    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private static Delivery delivery(String name, ReleaseStatus... releases) {
    return new Delivery(name, "", "", "", "", List.of(), List.of(releases), List.of());
  }

  private static ReleaseStatus release(String name, State state, ChartVersion deployed) {
    return release(name, state, deployed, "install", deployed);
  }

  private static ReleaseStatus release(
      String name, State state, ChartVersion deployed, String action, ChartVersion attempted) {
    return new ReleaseStatus(name, state, deployed, "", 1, action, attempted, "");
  }

  @Test
  void listsWhatTenantsMayDoBeyondTheRules() {
    table.printExceptions(
        status(
            "staging",
            true,
            List.of(),
            new TenantException("web", "node-ports", List.of("30080", "30081")),
            new TenantException("web-jobs", "network", List.of("everybody"))));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            NAMESPACE  EXCEPTION   VALUES
            web        node-ports  30080, 30081
            web-jobs   network     everybody
            """);
  }

  @Test
  void listsNoExceptionWhereAllTenantsKeepToTheRules() {
    table.printExceptions(status("staging", true, List.of()));

    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private static FluxStatus status(
      String cluster, boolean ready, List<Delivery> deliveries, TenantException... exceptions) {
    SyncTarget sync = new SyncTarget("oci://ghcr.io/acme/fleet", "latest", "clusters/" + cluster);
    return new FluxStatus(
        cluster,
        true,
        ready,
        "v2.9.4",
        "v0.59.0",
        sync,
        deliveries,
        List.of(exceptions),
        "2 of 2 ready");
  }

  private static FluxStatus absent(String cluster) {
    return new FluxStatus(
        cluster, true, false, "", "", SyncTarget.NONE, List.of(), List.of(), "no FluxInstance");
  }
}

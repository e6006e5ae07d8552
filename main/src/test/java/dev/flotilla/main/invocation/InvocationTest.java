package dev.flotilla.main.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import dev.flotilla.constructs.tenant.Tenant;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.stacks.StackCustomizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.constructs.Construct;

class InvocationTest {
  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void buildsTheFleetOnce() {
    AtomicInteger built = new AtomicInteger();
    Supplier<Fleet> fleet =
        () -> {
          built.incrementAndGet();
          return ExampleFleet.fleet();
        };

    assertThat(terminal.run(folder, "synth prod-eu --output out", fleet)).isZero();
    assertThat(built).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "deploy --help"})
  void buildsNoFleetToShowHelp(String line) {
    Supplier<Fleet> fleet =
        () -> {
          throw new AssertionError("built");
        };

    assertThat(terminal.run(folder, line, fleet)).isZero();
    assertThat(terminal.errors()).isEmpty();
  }

  @Test
  void reportsWhatTheFleetsValuesRefuse() {
    Supplier<Fleet> fleet =
        () -> ExampleFleet.fleet().toBuilder().mirror(Mirror.parse("docker.io")).build();

    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a mirror must be written '<registry>=<mirror>', for example 'ghcr.io=registry.example.com/prefix', got 'docker.io'\n");
  }

  @Test
  void reportsWhatTheFleetsConstantsRefuse() {
    assertThat(terminal.run(folder, "list", Constants::fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: a mirror must be written '<registry>=<mirror>', for example 'ghcr.io=registry.example.com/prefix', got 'ghcr.io'\n");
  }

  @Test
  void refusesASupplierThatReturnsNull() {
    @Nullable Fleet none = null;
    Supplier<Fleet> fleet = () -> none;

    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: the fleet must be built, got null; return a fleet from the supplier that Flotilla.run gets\n");
  }

  @Test
  void reportsThatTheFleetThrewAndWhereWithDebug() {
    Supplier<Fleet> fleet =
        () -> {
          throw new IllegalStateException("no such tenant");
        };

    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: the fleet must be built without an exception, got 'java.lang.IllegalStateException: no such tenant'; set FLOTILLA_DEBUG=1 to see where\n");

    terminal.environment().put("FLOTILLA_DEBUG", "1");
    assertThat(terminal.run(folder, "list", fleet)).isEqualTo(1);
    assertThat(terminal.errors())
        .contains(
            "Caused by: java.lang.IllegalStateException: no such tenant\n\tat "
                + getClass().getName());
  }

  @Test
  void stacksHaveTheConstructsOfACustomizer() throws IOException {
    StackCustomizer customizer =
        (stack, cluster) ->
            new TerraformOutput(
                stack, "mine", TerraformOutputConfig.builder().value(cluster.name()).build());

    assertThat(terminal.run(folder, "synth prod-eu --output out", ExampleFleet::fleet, customizer))
        .isZero();
    assertThat(Files.readString(folder.resolve("out/stacks/prod-eu/cdk.tf.json")))
        .contains("\"mine\": {\n      \"value\": \"prod-eu\"");
  }

  private String errorsOf(StackCustomizer customizer) {
    assertThat(terminal.run(folder, "synth prod-eu --output out", ExampleFleet::fleet, customizer))
        .isEqualTo(1);
    assertThat(folder.resolve("out/stacks/prod-eu")).doesNotExist();
    return terminal.errors();
  }

  @Test
  void refusesATenantOfACustomizerAndNamesTheWayToDeclareIt() {
    TenantProps web =
        TenantProps.builder(
                ExampleFleet.fleet()
                    .organization()
                    .artifacts("mine", "mine", ArtifactSigner::gitHubActions)
                    .artifact("web"))
            .build();

    assertThat(errorsOf((stack, cluster) -> new Tenant(stack, "Mine", web)))
        .containsPattern(
            "error: constructs for Flux must be declared in the fleet, got 'prod-eu/Mine' in a stack, where other commands would miss it and Flux would prune it; use addTenant, addComponentSet, addUpdateAutomation or addObject of Fleet.Builder or Cluster.Builder\n");
  }

  @Test
  void reportsAnExceptionOfACustomizerAsOneMessageWithItsLine() {
    assertThat(
            errorsOf(
                (stack, cluster) -> {
                  throw new IllegalStateException("no such bucket");
                }))
        .contains(
            "error: the constructs of cluster 'prod-eu' must be created without an exception, got 'java.lang.IllegalStateException: no such bucket'; set FLOTILLA_DEBUG=1 to see where\n");
  }

  @Test
  void reportsARefusalOfNodeJsAsOneMessageWithoutItsStackTrace() {
    assertThat(errorsOf((stack, cluster) -> new Construct(stack, "FluxBootstrap")))
        .contains("There is already a Construct with name 'FluxBootstrap'")
        .contains("set FLOTILLA_DEBUG=1 to see where\n")
        .doesNotContain("at new ", ".js:");
  }

  /** A fleet whose class cannot even be loaded. */
  private static final class Constants {
    private static final Mirror MIRROR = Mirror.parse("ghcr.io");

    static Fleet fleet() {
      return ExampleFleet.fleet().toBuilder().mirror(MIRROR).build();
    }
  }
}

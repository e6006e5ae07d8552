package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.constructs.SynthAssert;
import dev.flotilla.constructs.chart.VendoredChart;
import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.OperatorChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendoredChartTest {
  private static final String REMEDY =
      "; pull it with: helm pull oci://ghcr.io/acme/charts/flux-operator --version 0.59.0 --untar";

  @TempDir private Path folder;

  @Test
  void comesAlongWithTheStackAndNeedsNoRepository() throws IOException {
    chart("name: flux-operator\nversion: 0.59.0\n");

    SynthAssert synth = Fixtures.synth(props());

    SynthAssert.Block manifest = synth.hasBlock("data.helm_template.flux_operator");
    assertThat(manifest.text("/chart"))
        .matches("assets/FluxBootstrap_OperatorChart_[0-9A-F]{8}/0\\.59\\.0");
    manifest.with("/version", "0.59.0").without("/repository");
    assertThat(synth.hasBlock("helm_release.flux_operator").text("/values/0"))
        .contains("chart: oci://ghcr.io/acme/charts/flux-operator", "version: 0.59.0");
  }

  @Test
  void refusesAFileInPlaceOfAFolder() {
    Path missing = folder.resolve("charts");
    OperatorChart operator = Bootstraps.OPERATOR.vendored(missing);

    assertThat(VendoredChart.problem(operator))
        .contains(
            "the vendored chart of the Flux Operator must be a folder, got '"
                + missing
                + "'"
                + REMEDY);
  }

  @Test
  void refusesABootstrapFromAFolderWithoutAChart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.synth(props()))
        .withMessage(
            "the vendored chart of the Flux Operator must have a Chart.yaml, got '"
                + folder
                + "'"
                + REMEDY);
  }

  @Test
  void refusesFolderWithoutAChart() {
    assertThat(VendoredChart.problem(props().operator()))
        .contains(
            "the vendored chart of the Flux Operator must have a Chart.yaml, got '"
                + folder
                + "'"
                + REMEDY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 0.58.1 | 0.58.1",
        "version: '0.59.0-rc.1' | 0.59.0-rc.1",
        "name: flux-operator | null",
        "- a list | ''",
        "'a: b: c' | ''",
      })
  void refusesChartOfAnotherVersion(String content, String version) throws IOException {
    chart(content);

    assertThat(VendoredChart.problem(props().operator()))
        .contains(
            "the vendored chart of the Flux Operator must have version '0.59.0', got '"
                + version
                + "' in '"
                + folder.resolve("Chart.yaml")
                + "'"
                + REMEDY);
  }

  private FluxBootstrapProps props() {
    return new FluxBootstrapProps(
        Bootstraps.instance(Bootstraps.SYNC), Bootstraps.OPERATOR.vendored(folder));
  }

  private void chart(String content) throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), content);
  }
}

package dev.flotilla.main.command.option;

import picocli.CommandLine.Option;

/** Whether the charts of HelmReleases are fetched from their registries. */
public final class ChartsOption {
  @Option(
      names = "--no-charts",
      description = "Do not fetch the charts of HelmReleases; list them as not checked.")
  private boolean leftOut;

  /** Returns whether charts are looked into. */
  public boolean areFetched() {
    return !leftOut;
  }
}

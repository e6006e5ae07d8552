package dev.flotilla.main.check;

import org.jspecify.annotations.Nullable;

/**
 * An object that a cluster gets.
 *
 * @param cluster that gets it
 * @param appliedBy what applies it, for example {@code HelmRelease/web/podinfo}
 * @param file that has it or, of an object of a chart, the HelmRelease
 * @param template the file of the chart; empty if the object is of none
 */
public record DeliveredObject(
    String cluster, String appliedBy, String file, String template, String yaml) {
  /** Returns it as a YAML document that says where it comes from. */
  @Override
  public String toString() {
    return "---\n# %s%s\n%s".formatted(file, template.isEmpty() ? "" : ": " + template, yaml);
  }

  /** As the checker writes it. */
  record Found(
      String cluster, String appliedBy, String file, @Nullable String template, String yaml) {
    DeliveredObject toObject() {
      return new DeliveredObject(cluster, appliedBy, file, template == null ? "" : template, yaml);
    }
  }
}

package dev.flotilla.fleet.content;

/** The part of content that one Kustomization applies, from a folder for each environment. */
public enum ContentPhase {
  /**
   * Of a component with two phases: {@code controllers/<environment>}, which must be Ready first.
   */
  CONTROLLERS("controllers/"),

  /** Of a component with two phases: {@code configs/<environment>}. */
  CONFIGS("configs/"),

  /** Of a tenant, or a component with one phase: {@code <environment>}. */
  ALL("");

  private final String parent;

  ContentPhase(String parent) {
    this.parent = parent;
  }

  /** Returns the folder of an environment, relative to the content's. */
  public String folder(String environment) {
    return parent + environment;
  }
}

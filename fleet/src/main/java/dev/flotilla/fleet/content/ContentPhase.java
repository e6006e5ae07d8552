package dev.flotilla.fleet.content;

/** The part of content that one Kustomization applies, from a folder for each environment. */
public enum ContentPhase {
  /**
   * The first phase of a component: {@code controllers/<environment>}; the second waits until it is
   * Ready.
   */
  CONTROLLERS("controllers/"),

  /** The second phase of a component: {@code configs/<environment>}. */
  CONFIGS("configs/"),

  /** All of a tenant, or of a component with one phase: {@code <environment>}. */
  ALL("");

  private final String parent;

  ContentPhase(String parent) {
    this.parent = parent;
  }

  /** Returns the folder of an environment, relative to the content's folder. */
  public String folder(String environment) {
    return parent + environment;
  }
}

package dev.flotilla.fleet.component;

/** How many Kustomizations apply a component, each from a folder of the artifact. */
public enum Phases {
  /** One, from {@code <environment>}. */
  ONE,

  /**
   * First {@code controllers/<environment>} until all of it is Ready, then {@code
   * configs/<environment>}: custom resources need their definitions and webhooks.
   */
  CONTROLLERS_THEN_CONFIGS
}

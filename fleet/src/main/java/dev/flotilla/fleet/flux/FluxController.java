package dev.flotilla.fleet.flux;

/**
 * A Flux controller that a FluxInstance can run.
 *
 * @see <a
 *     href="https://fluxoperator.dev/docs/crd/fluxinstance/#components-configuration">FluxInstance
 *     components</a>
 */
public enum FluxController {
  SOURCE_CONTROLLER("source-controller"),
  SOURCE_WATCHER("source-watcher"),
  KUSTOMIZE_CONTROLLER("kustomize-controller"),
  HELM_CONTROLLER("helm-controller"),
  NOTIFICATION_CONTROLLER("notification-controller"),
  IMAGE_REFLECTOR_CONTROLLER("image-reflector-controller"),
  IMAGE_AUTOMATION_CONTROLLER("image-automation-controller");

  private final String id;

  FluxController(String id) {
    this.id = id;
  }

  /** Returns the controller's name as Flux spells it. */
  public String id() {
    return id;
  }
}

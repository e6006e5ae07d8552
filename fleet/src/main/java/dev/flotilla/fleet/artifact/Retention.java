package dev.flotilla.fleet.artifact;

/** What stays when a component or tenant leaves the fleet. */
public enum Retention {
  /**
   * The namespaces and all that runs in them stay, volumes too ({@code deletionPolicy: Orphan});
   * role bindings, credentials and what Flux applied it with go.
   */
  KEEP,

  /**
   * Everything is deleted, data too ({@code deletionPolicy: WaitForTermination}, so that Helm can
   * still uninstall releases as their account), which needs Flux 2.6 or newer. Publish it before
   * the removal: Flux deletes according to what was published last.
   */
  DELETE
}

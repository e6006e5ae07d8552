package dev.flotilla.constructs.fleet;

/**
 * One file of the fleet artifact.
 *
 * @param path relative to the artifact, with slashes
 */
public record FleetFile(String path, String text) {}

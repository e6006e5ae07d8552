package dev.flotilla.fleet.object;

/**
 * One thing that is wrong with a fleet.
 *
 * @param path where: a cluster's name, or the path of a construct
 * @param message what, with the value and a remedy
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}

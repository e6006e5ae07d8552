package dev.flotilla.constructs.automation;

/**
 * Who commits.
 *
 * <p>Rejected: a blank name, an email address without {@code @}.
 */
public record Author(String name, String email) {
  public Author {
    if (name.isBlank() || !email.contains("@")) {
      throw new IllegalArgumentException(
          "the author of updates must have a name and an email address, got '"
              + name
              + "' and '"
              + email
              + "'");
    }
  }
}

package dev.flotilla.fleet.automation;

import java.util.regex.Pattern;

/**
 * Who commits.
 *
 * <p>Rejected: a blank name, an email address that is not {@code <name>@<host>}.
 */
public record Author(String name, String email) {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+");

  public Author {
    if (name.isBlank() || !EMAIL.matcher(email).matches()) {
      throw new IllegalArgumentException(
          "the author of updates must have a name and an email address, got '"
              + name
              + "' and '"
              + email
              + "'; set both");
    }
  }
}

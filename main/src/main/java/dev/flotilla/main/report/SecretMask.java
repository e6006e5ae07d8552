package dev.flotilla.main.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that are never shown, whoever prints them and however they are written there.
 *
 * <p>Code that reads a credential adds it before it uses it. A value shorter than {@value
 * #MIN_LENGTH} characters is not hidden: it could be guessed, and hiding it would mangle words and
 * paths.
 */
public final class SecretMask {
  /** What is shown instead. */
  public static final String SHOWN = "(sensitive)";

  private static final int MIN_LENGTH = 8;

  private static final Pattern LOGIN =
      Pattern.compile("\\b([a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@'\"]*:)[^/\\s@'\"]+@");

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());

  /** Forms by their first characters, the longest first, so that a text is passed over once. */
  private final Map<String, TreeSet<String>> forms = new HashMap<>();

  /** Hides a value from now on: as a whole, and each line of one that has several. */
  public synchronized void add(String secret) {
    String plain = secret.strip();
    addForms(secret);
    addForms(plain);
    List<String> lines = plain.lines().map(String::strip).toList();
    if (lines.size() > 1) {
      // The first and last line of PEM say what it is, and hide nothing.
      lines.stream().filter(line -> !line.startsWith("-----")).forEach(this::addForms);
    }
  }

  /** Hides the values of the variables that hold secrets by their names. */
  public void addVariables(Map<String, String> environment) {
    SecretVariables.hide(environment, this);
  }

  private void addForms(String secret) {
    if (secret.length() >= MIN_LENGTH) {
      SecretForms.of(secret).forEach(this::addForm);
    }
  }

  private void addForm(String form) {
    if (form.length() >= MIN_LENGTH) {
      forms
          .computeIfAbsent(form.substring(0, MIN_LENGTH), unknown -> new TreeSet<>(LONGEST_FIRST))
          .add(form);
    }
  }

  /** Returns {@code text} without any of them, and without the password of any URL. */
  public synchronized String mask(String text) {
    // What Git or a library says of a remote may hold a login that nobody here has read.
    return LOGIN.matcher(withoutKnown(text)).replaceAll("$1" + SHOWN + "@");
  }

  private String withoutKnown(String text) {
    if (forms.isEmpty() || text.length() < MIN_LENGTH) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int copied = 0;
    int at = 0;
    while (at + MIN_LENGTH <= text.length()) {
      int length = longestAt(text, at);
      if (length == 0) {
        at++;
      } else {
        masked.append(text, copied, at).append(SHOWN);
        at += length;
        copied = at;
      }
    }
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  private int longestAt(String text, int at) {
    @Nullable TreeSet<String> candidates = forms.get(text.substring(at, at + MIN_LENGTH));
    if (candidates != null) {
      for (String form : candidates) {
        if (text.startsWith(form, at)) {
          return form.length();
        }
      }
    }
    return 0;
  }
}

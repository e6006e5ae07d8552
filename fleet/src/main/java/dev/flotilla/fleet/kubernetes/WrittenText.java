package dev.flotilla.fleet.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for every text that synth writes: all of it is read in reviews, stored in registries
 * and copied to every cluster. So it must consist of characters that every reader interprets alike,
 * and contain nothing that looks like a secret. The text itself is never shown.
 *
 * <p>Allowed are public keys, certificates, names of files, variables and Secrets, and what
 * OpenTofu or a shell fills in: {@code ${…}}, {@code $VAR}.
 */
public final class WrittenText {
  /** The forms of secrets that their issuers have documented, by kind. */
  private static final Map<String, Pattern> FORMS = forms();

  private static final String SECRET_NAME =
      "(?i:password|passwd|passphrase|token|api[-_]?key|client[-_]?secret|secret[-_]?access[-_]?key|account[-_]?key|private[-_]?key)";

  /** The name of an option, a variable or a field whose value is a secret, by its last words. */
  private static final Pattern NAME =
      Pattern.compile("(?:-{0,2}|.*[-_.]|.*[a-z](?=[A-Z]))" + SECRET_NAME);

  /** {@code password=x}, {@code --token=x}, and in JSON {@code "token": "x"}. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![-A-Za-z0-9])-{0,2}(?:[A-Za-z0-9]+[-_.])*"
              + SECRET_NAME
              + "(?:=[\"']?|\"\\s*:\\s*\")(?<value>[^\\s\"'&;,]+)");

  /** A reference to a value that is elsewhere. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?s)[$<%*/~{(].*|file:.*|\\.\\.?/.*|(?i:true|false|null|none|…+|x{3,})?");

  private static final Pattern TEMPLATE = Pattern.compile("(?s)\\$\\{.*\\}");

  private static final Pattern UNREADABLE =
      Pattern.compile(
          "[\\p{Cc}\\x{FFFE}\\x{FFFF}\\x{2028}\\x{2029}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}&&[^\\t\\n\\r]]");

  /** Beyond it the texts of a fleet mostly differ, and remembering them gains nothing. */
  private static final int MAX_PASSED = 50_000;

  /**
   * Most texts of a big fleet are those of its first cluster; a text that has passed passes again.
   */
  private static final Set<String> PASSED = ConcurrentHashMap.newKeySet();

  /** Whether a name is that of a secret, for the names that were checked. */
  private static final Map<String, Boolean> NAMES = new ConcurrentHashMap<>();

  private WrittenText() {}

  private static Map<String, Pattern> forms() {
    Map<String, Pattern> forms = new LinkedHashMap<>();
    forms.put("a private key", Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----"));
    forms.put("an age key", Pattern.compile("AGE-SECRET-KEY-1[0-9A-Za-z]{20,}"));
    forms.put(
        "a GitHub token", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\\w{22,})"));
    forms.put(
        "a GitLab token",
        Pattern.compile("\\bgl(pat|dt|rt|ptt|oas|cbt|soat|agent|imt|ft|ffct)-[-\\w]{16,}"));
    forms.put("a Bitbucket token", Pattern.compile("\\bAT(BB|ATT3|CTT3)[-\\w=]{20,}"));
    forms.put("a Docker token", Pattern.compile("\\bdckr_(pat|oat)_[-\\w]{20,}"));
    forms.put(
        "a Slack token", Pattern.compile("\\bxox[abeoprs]-[-A-Za-z0-9]{10,}|\\bxapp-\\d-\\w+"));
    forms.put("an AWS key", Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"));
    forms.put("a Google key", Pattern.compile("\\bAIza[-\\w]{35}|\\bya29\\.[-\\w]{20,}"));
    forms.put("a Vault token", Pattern.compile("\\bhv[sbr]\\.[-\\w]{20,}"));
    forms.put("a HCP token", Pattern.compile("\\b[A-Za-z0-9]{14}\\.atlasv1\\.[-\\w]{20,}"));
    forms.put("an npm token", Pattern.compile("\\bnpm_[A-Za-z0-9]{36}"));
    forms.put("a DigitalOcean token", Pattern.compile("\\bdo[opr]_v1_[a-f0-9]{40,}"));
    forms.put(
        "an Azure key", Pattern.compile("(?i)\\b(AccountKey|SharedAccessKey|sig)=[\\w+/%]{20,}"));
    forms.put("a JWT", Pattern.compile("\\beyJ[-\\w]{10,}\\.eyJ[-\\w]{10,}\\.[-\\w]*"));
    forms.put(
        "a password in a URL",
        Pattern.compile("[A-Za-z][-A-Za-z0-9+.]*://[^/\\s:@\"']*:[^/\\s@$]+@"));
    forms.put(
        "a registry's login",
        Pattern.compile("\"(auth|identitytoken|registrytoken)\"\\s*:\\s*\"[\\w+/=.-]{8,}\""));
    forms.put(
        "an authorization header",
        Pattern.compile(
            "(?i)authorization[\"']?\\s*[:=]\\s*[\"']?(bearer|basic)\\s+[\\w+/=.-]{8,}"));
    return forms;
  }

  /**
   * Returns the rule that {@code text} breaks, without the text.
   *
   * @param before the key that it is the value of, or the text before it in a list, which may be an
   *     option; null if there is none
   */
  public static Optional<String> problem(@Nullable String before, String text) {
    if (!PASSED.contains(text)) {
      Optional<String> problem = problem(text);
      if (problem.isPresent()) {
        return problem;
      }
      if (PASSED.size() < MAX_PASSED) {
        PASSED.add(text);
      }
    }
    return before != null && isNameOfASecret(before) && !isReference(text)
        ? Optional.of(secret("the value of '" + before + "'"))
        : Optional.empty();
  }

  private static Optional<String> problem(String text) {
    Matcher unreadable = UNREADABLE.matcher(text);
    if (unreadable.find()) {
      return Optional.of(
          "must consist of printable characters, got U+%04X"
              .formatted(text.codePointAt(unreadable.start())));
    }
    if (hasUnpairedSurrogate(text)) {
      return Optional.of("must be Unicode, got an unpaired surrogate; correct the text");
    }
    return form(text).map(WrittenText::secret);
  }

  private static String secret(String form) {
    return "must not hold a secret, which synth would write for all to read, got what looks like "
        + form
        + "; refer to a variable, a file or a Secret";
  }

  private static Optional<String> form(String text) {
    for (Map.Entry<String, Pattern> form : FORMS.entrySet()) {
      if (form.getValue().matcher(text).find()) {
        return Optional.of(form.getKey());
      }
    }
    for (String line : TEMPLATE.matcher(text).replaceAll("\\$").lines().toList()) {
      Matcher assigned = ASSIGNED.matcher(line);
      while (assigned.find()) {
        if (!isReference(assigned.group("value"))) {
          return Optional.of("the value of '" + assigned.group().split("[=\"]", 2)[0] + "'");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNameOfASecret(String name) {
    return NAMES.size() < MAX_PASSED
        ? NAMES.computeIfAbsent(name, key -> NAME.matcher(key).matches())
        : NAME.matcher(name).matches();
  }

  private static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  private static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  /** Returns the text before item {@code index}, for {@link #problem}. */
  public static @Nullable String before(List<?> items, int index) {
    return index > 0 && items.get(index - 1) instanceof String text && text.startsWith("-")
        ? text
        : null;
  }
}

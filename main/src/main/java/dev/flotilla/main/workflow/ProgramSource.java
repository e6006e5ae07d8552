package dev.flotilla.main.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the jobs of a Git repository get the program from. */
public sealed interface ProgramSource {
  /** Returns the project of the fleet, whose launcher builds the program and knows the fleet. */
  static ProgramSource ofFleet() {
    return new Sources();
  }

  /**
   * Returns the program without a fleet, as {@code make dist} packs it.
   *
   * @param address a URL, of https unless it is on loopback, then {@code @sha256:} and the digest
   *     of the file
   * @param fleet where the fleet is, as {@code --fleet} takes it
   * @param signer who must have signed the fleet, as {@code --fleet-signer} takes it
   */
  static ProgramSource download(String address, String fleet, Optional<String> signer) {
    Matcher parts = Download.ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "--program must be the https URL of flotilla.tar.gz with its digest, such as 'https://example.com/flotilla.tar.gz@sha256:…', got '%s'; 'make dist' packs it and 'sha256sum' prints the digest"
              .formatted(address));
    }
    return new Download(parts.group("url"), parts.group("digest"), fleet, signer);
  }

  /** The project of the fleet. */
  record Sources() implements ProgramSource {}

  /**
   * The program without a fleet.
   *
   * @param digest the SHA-256 digest in hexadecimal digits
   */
  record Download(String url, String digest, String fleet, Optional<String> signer)
      implements ProgramSource {
    private static final Pattern ADDRESS =
        Pattern.compile(
            "(?<url>(?:https://|http://(?:localhost|127\\.0\\.0\\.1):)[^\\s'\"$@]+)@sha256:(?<digest>[0-9a-f]{64})");
    private static final Pattern PLAIN = Pattern.compile("[^\\s'\"$]+");

    public Download {
      checkText("--fleet", fleet);
      signer.ifPresent(text -> checkText("--fleet-signer", text));
    }

    /** In a file of YAML, and in a shell, it must be that text and nothing else. */
    private static void checkText(String option, String text) {
      if (!PLAIN.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "%s must have no spaces, quotes or '$' to stand in a workflow, got '%s'; rename it"
                .formatted(option, text));
      }
    }

    /** Returns where a template has it. */
    Map<String, String> values() {
      return Map.of("program-url", url, "program-digest", digest);
    }

    /** Returns the variables by which the program finds the fleet. */
    SortedMap<String, String> variables() {
      SortedMap<String, String> variables = new TreeMap<>();
      variables.put("FLOTILLA_FLEET", fleet);
      signer.ifPresent(text -> variables.put("FLOTILLA_FLEET_SIGNER", text));
      return variables;
    }
  }
}

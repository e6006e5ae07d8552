package dev.flotilla.main.opentofu.run;

import java.util.List;

/** What one run of OpenTofu has said. */
public record RunResult(int exitCode, List<Event> events, String stderr) {
  /** The exit code of a plan that is not empty. */
  private static final int EXIT_CODE_OF_CHANGES = 2;

  /** Returns whether the exit code is that of a plan with changes. */
  public boolean hasChanges() {
    return exitCode == EXIT_CODE_OF_CHANGES;
  }

  boolean isFailure() {
    return exitCode != 0 && !hasChanges();
  }

  /** Returns the resources that a plan changes, with what it does to them. */
  public List<Event> changes() {
    return of("planned_change");
  }

  /** Returns how many resources were or will be changed: OpenTofu's own line after its heading. */
  public String summary(String heading) {
    return of("change_summary").stream()
        .map(event -> event.message().replaceFirst("^" + heading, "").replaceFirst("\\.$", ""))
        .reduce("", (first, last) -> last);
  }

  List<Diagnostic> errors() {
    return events.stream()
        .flatMap(event -> event.diagnostic().stream())
        .filter(Diagnostic::isError)
        .toList();
  }

  private List<Event> of(String type) {
    return events.stream().filter(event -> event.type().equals(type)).toList();
  }
}

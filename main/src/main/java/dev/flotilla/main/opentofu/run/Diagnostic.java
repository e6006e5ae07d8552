package dev.flotilla.main.opentofu.run;

/**
 * Something OpenTofu complains of.
 *
 * @param address the resource it is about, or empty
 * @param detail more lines, or empty
 */
record Diagnostic(boolean isError, String address, String summary, String detail) {
  /** Returns one line, and the detail's lines after it. */
  String text() {
    String subject = address.isEmpty() ? summary : address + ": " + summary;
    return detail.isBlank() ? subject : subject + "\n" + detail.strip();
  }
}

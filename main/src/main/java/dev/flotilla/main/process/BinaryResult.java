package dev.flotilla.main.process;

import java.nio.charset.StandardCharsets;

/** The result of a program that has ended; its standard output may be binary. */
@SuppressWarnings("ArrayRecordComponent") // Results are never compared.
public record BinaryResult(int exitCode, byte[] stdout, String stderr) {
  /** Returns it with its standard output as text. */
  public ProcessResult text() {
    return new ProcessResult(exitCode, new String(stdout, StandardCharsets.UTF_8), stderr);
  }
}

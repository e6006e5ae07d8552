package dev.flotilla.main.process;

import java.nio.charset.StandardCharsets;

/** What a program that ended has left, whose standard output may be anything. */
@SuppressWarnings("ArrayRecordComponent") // Results are never compared.
public record BinaryResult(int exitCode, byte[] stdout, String stderr) {
  /** Returns it with its standard output as text. */
  public ProcessResult text() {
    return new ProcessResult(exitCode, new String(stdout, StandardCharsets.UTF_8), stderr);
  }
}

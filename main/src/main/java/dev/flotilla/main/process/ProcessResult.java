package dev.flotilla.main.process;

/** What a program that ended has left. */
public record ProcessResult(int exitCode, String stdout, String stderr) {}

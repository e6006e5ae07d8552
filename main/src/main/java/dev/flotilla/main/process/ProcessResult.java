package dev.flotilla.main.process;

/** The result of a program that has ended. */
public record ProcessResult(int exitCode, String stdout, String stderr) {}

package dev.flotilla.tests.harness.project;

import java.nio.file.Path;

/** Fleets of users' own, compiled once on the libraries: Java would compile at each start. */
public final class OwnFleets {
  public static final Path SOURCES = Project.ROOT.resolve("tests/src/test/fleets");

  /** The folder with their classes. */
  public static final Path CLASSES = compile();

  private OwnFleets() {}

  private static Path compile() {
    Path classes = Project.emptyFolder("own-fleets");
    JavaSources.compile(Project.files(SOURCES), classes);
    return classes;
  }
}

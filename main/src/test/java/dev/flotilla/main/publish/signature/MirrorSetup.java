package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program with a mirror that has signers of its own.
 *
 * @param name the folder below {@code root} that describes them
 */
record MirrorSetup(Terminal terminal, Path root, String name) {
  /** Points a program at the folder by {@code variable}. */
  static MirrorSetup of(Path root, String variable, String name) {
    Terminal terminal = new Terminal();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=registry.acme.example");
    terminal.environment().put(variable, name);
    return new MirrorSetup(terminal, root, name);
  }

  Path folder() {
    return root.resolve(name);
  }

  void write(String path, String text) throws IOException {
    Path file = folder().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Returns what the program prints when it looks at the fleet. */
  String error() {
    assertThat(terminal.run(root, "list", ExampleFleet::fleet)).isEqualTo(1);
    return terminal.errors();
  }
}

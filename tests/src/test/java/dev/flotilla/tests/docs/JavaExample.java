package dev.flotilla.tests.docs;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.project.JavaSources;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Java in a document: classes or statements, without the imports. */
record JavaExample(String code) {
  private static final Pattern TYPE =
      Pattern.compile("(?m)^[a-z ]*\\b(?:class|interface|record) (\\w+)");
  private static final Pattern CONTENT = Pattern.compile("Flotilla\\.content\\(");
  private static final Pattern PROGRAM = Pattern.compile("Flotilla\\.run\\(|app\\.synth\\(\\)");

  /** The class that statements alone are put into. */
  private static final String STATEMENTS = "Example";

  private static final String IMPORTS =
      """
      import com.hashicorp.cdktf.*;
      import com.hashicorp.cdktf.providers.helm.provider.*;
      import com.hashicorp.cdktf.providers.kubernetes.provider.*;
      import dev.flotilla.constructs.automation.*;
      import dev.flotilla.constructs.component.*;
      import dev.flotilla.constructs.artifact.*;
      import dev.flotilla.constructs.flux.*;
      import dev.flotilla.constructs.opentofu.*;
      import dev.flotilla.constructs.policy.*;
      import dev.flotilla.constructs.tenant.*;
      import dev.flotilla.fleet.*;
      import dev.flotilla.fleet.access.*;
      import dev.flotilla.fleet.artifact.*;
      import dev.flotilla.fleet.automation.*;
      import dev.flotilla.fleet.cluster.*;
      import dev.flotilla.fleet.component.*;
      import dev.flotilla.fleet.content.*;
      import dev.flotilla.fleet.content.helm.*;
      import dev.flotilla.fleet.content.update.*;
      import dev.flotilla.fleet.credential.*;
      import dev.flotilla.fleet.environment.*;
      import dev.flotilla.fleet.flux.*;
      import dev.flotilla.fleet.kubernetes.*;
      import dev.flotilla.fleet.object.*;
      import dev.flotilla.fleet.policy.*;
      import dev.flotilla.fleet.registry.*;
      import dev.flotilla.fleet.render.*;
      import dev.flotilla.fleet.resolve.*;
      import dev.flotilla.fleet.sigstore.*;
      import dev.flotilla.fleet.source.*;
      import dev.flotilla.fleet.state.*;
      import dev.flotilla.fleet.tenant.*;
      import dev.flotilla.fleet.version.*;
      import dev.flotilla.main.*;
      import dev.flotilla.stacks.*;
      import java.net.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;

      """;

  /** Whether it synthesizes something when it runs. */
  boolean isWholeProgram() {
    return PROGRAM.matcher(code).find();
  }

  /** Whether it writes content when it runs. */
  boolean isContentProgram() {
    return CONTENT.matcher(code).find();
  }

  /** Checks that it compiles on the libraries. */
  void compile(Path folder) {
    JavaSources.compile(List.of(source(folder)), folder);
  }

  /** Compiles it into {@code folder} and returns it as a program that writes there. */
  Program program(Path folder) {
    compile(folder);
    return Program.compiled(firstClass().orElse(STATEMENTS), folder, folder);
  }

  /** Returns the name of the class that runs, unless the code is statements alone. */
  private Optional<String> firstClass() {
    return TYPE.matcher(code).results().map(type -> type.group(1)).findFirst();
  }

  private Path source(Path folder) {
    String text =
        firstClass().isPresent()
            ? IMPORTS + code
            : IMPORTS
                + "class "
                + STATEMENTS
                + " {\n  public static void main(String[] args) throws Exception {\n"
                + code
                + "  }\n}\n";
    return Project.write(folder.resolve("Example.java"), text);
  }
}

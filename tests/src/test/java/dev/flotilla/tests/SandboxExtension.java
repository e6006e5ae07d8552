package dev.flotilla.tests;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the sandboxes that tests ask for with {@link InSandbox} and stops them, also after
 * failures; with {@code FLOTILLA_KEEP_SANDBOXES=true} they stay up for a look.
 */
final class SandboxExtension implements ParameterResolver {
  private static final Namespace SANDBOXES = Namespace.create(SandboxExtension.class, "sandbox");
  private static final Namespace BOOTSTRAPPED =
      Namespace.create(SandboxExtension.class, "bootstrapped");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.isAnnotated(InSandbox.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    String name = parameter.findAnnotation(InSandbox.class).orElseThrow().value();
    return parameter.getParameter().getType() == Bootstrapped.class
        ? bootstrapped(name, test.getRoot())
        : sandbox(name, test);
  }

  private static Bootstrapped bootstrapped(String name, ExtensionContext run) {
    return run.getStore(BOOTSTRAPPED)
        .getOrComputeIfAbsent(
            name, missing -> Bootstrapped.on(sandbox(missing, run)), Bootstrapped.class);
  }

  /** It is stopped when what it is started for ends: a test, a class, or the run. */
  private static Sandbox sandbox(String name, ExtensionContext user) {
    return user.getStore(SANDBOXES)
        .getOrComputeIfAbsent(name, missing -> new Started(Sandbox.start(missing)), Started.class)
        .sandbox();
  }

  private record Started(Sandbox sandbox) implements AutoCloseable {
    @Override
    public void close() {
      if (!Boolean.parseBoolean(System.getenv("FLOTILLA_KEEP_SANDBOXES"))) {
        sandbox.close();
      }
    }
  }
}

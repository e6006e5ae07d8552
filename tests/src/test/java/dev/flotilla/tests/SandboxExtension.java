package dev.flotilla.tests;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the sandboxes that tests ask for with {@link InSandbox}, bare or bootstrapped, and stops
 * them at the end of the run, also after failures; with {@code FLOTILLA_KEEP_SANDBOXES=true} they
 * stay up for a look.
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
        ? bootstrapped(name, test)
        : sandbox(name, test);
  }

  private static Bootstrapped bootstrapped(String name, ExtensionContext test) {
    return store(test, BOOTSTRAPPED)
        .getOrComputeIfAbsent(
            name, missing -> Bootstrapped.on(sandbox(missing, test)), Bootstrapped.class);
  }

  private static Sandbox sandbox(String name, ExtensionContext test) {
    return store(test, SANDBOXES)
        .getOrComputeIfAbsent(name, missing -> new Started(Sandbox.start(missing)), Started.class)
        .sandbox();
  }

  /** The root's store lives as long as the run. */
  private static Store store(ExtensionContext test, Namespace namespace) {
    return test.getRoot().getStore(namespace);
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

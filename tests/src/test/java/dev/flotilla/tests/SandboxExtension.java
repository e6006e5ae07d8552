package dev.flotilla.tests;

import java.util.function.Function;
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
  private static final Namespace SHARED = Namespace.create(SandboxExtension.class, "shared");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.isAnnotated(InSandbox.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    String name = parameter.findAnnotation(InSandbox.class).orElseThrow().value();
    Class<?> type = parameter.getParameter().getType();
    if (type == Bootstrapped.class) {
      return shared(name, test.getRoot(), Bootstrapped.class, Bootstrapped::on);
    }
    if (type == TenantCluster.class) {
      return shared(name, test.getRoot(), TenantCluster.class, TenantCluster::on);
    }
    return sandbox(name, test);
  }

  private static <T> T shared(
      String name, ExtensionContext run, Class<T> type, Function<Sandbox, T> deploy) {
    return run.getStore(SHARED)
        .getOrComputeIfAbsent(name, missing -> deploy.apply(sandbox(missing, run)), type);
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

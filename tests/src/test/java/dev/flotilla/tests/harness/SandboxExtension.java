package dev.flotilla.tests.harness;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.ReflectionSupport;

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
    InSandbox wanted = parameter.findAnnotation(InSandbox.class).orElseThrow();
    Class<?> type = parameter.getParameter().getType();
    return type == Sandbox.class
        ? sandbox(wanted.value(), options(wanted), test)
        : shared(wanted.value(), type, test.getRoot());
  }

  private static Object shared(String name, Class<?> type, ExtensionContext run) {
    return run.getStore(SHARED)
        .computeIfAbsent(name, missing -> deploy(type, sandbox(missing, List.of(), run)));
  }

  private static List<String> options(InSandbox wanted) {
    List<String> options = new ArrayList<>();
    if (wanted.privateSigstore()) {
      options.add("--private-sigstore");
    } else if (wanted.keyless()) {
      options.add("--keyless");
    }
    if (wanted.git()) {
      options.add("--git");
    }
    return options;
  }

  private static Object deploy(Class<?> type, Sandbox sandbox) {
    Method on =
        ReflectionSupport.findMethod(type, "on", Sandbox.class)
            .orElseThrow(() -> new IllegalStateException("no on(Sandbox) in " + type));
    return Objects.requireNonNull(ReflectionSupport.invokeMethod(on, null, sandbox));
  }

  /** It is stopped when what it is started for ends: a test, a class, or the run. */
  private static Sandbox sandbox(String name, List<String> options, ExtensionContext user) {
    return user.getStore(SANDBOXES)
        .computeIfAbsent(
            name, missing -> new Started(Sandbox.start(missing, options)), Started.class)
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

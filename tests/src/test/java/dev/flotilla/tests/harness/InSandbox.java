package dev.flotilla.tests.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a parameter the sandbox of that name: a {@link Sandbox} is empty and the test's own. Any
 * other type, such as {@link DeployedSandbox}, is what its static method {@code on(Sandbox)}
 * deploys, and is shared by all tests of the class, and of the suite that runs it: each leaves what
 * the others need as it was.
 */
@ExtendWith(SandboxExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface InSandbox {
  /** The sandbox's name, and that of the one context in its kubeconfig. */
  String value();

  /** Whether it has a Sigstore, with which workflows sign, in place of the public one. */
  boolean keyless() default false;

  /** Whether it has a Sigstore that only those trust who are handed its root. */
  boolean privateSigstore() default false;

  /** Whether it has a Git server. */
  boolean git() default false;
}

package dev.flotilla.main.publish.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.AnyOf;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.source.Verification.GitHubActions;
import dev.flotilla.fleet.source.Verification.PublicKey;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.PrintedVersion;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.publish.external.ExternalProgram;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.registry.RegistryReference;
import dev.flotilla.main.publish.signature.DemandedSignature.Identity;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A cosign that is there and new enough: it signs, and verifies as Flux does. */
public final class Cosign {
  /** The environment variable that names another program than {@code cosign}. */
  static final String PROGRAM_VARIABLE = "FLOTILLA_COSIGN";

  /** The environment variable with the password of private keys. */
  static final String PASSWORD_VARIABLE = "COSIGN_PASSWORD";

  private static final int MIN_MAJOR = 3;
  private static final String REMEDY =
      "; install cosign %d or newer, or set %s to its path".formatted(MIN_MAJOR, PROGRAM_VARIABLE);
  private static final Pattern PRINTED = Pattern.compile("(?m)^GitVersion: +v?([^\\s+]+)\\S*$");

  /** By which cosign reads a public key, so that it need not be in a file. */
  private static final String KEY_VARIABLE = "FLOTILLA_PUBLIC_KEY";

  private static final List<String> SIGN = List.of("sign");

  /** What cosign says of a registry or a Sigstore that has not answered, or has let nobody in. */
  private static final Pattern NO_ANSWER =
      Pattern.compile(
          "dial tcp|no such host|connection refused|i/o timeout|deadline exceeded|TLS handshake"
              + "|UNAUTHORIZED|DENIED|unexpected status code (?:401|403|429|5\\d\\d)");

  private static final List<String> VERIFY = List.of("verify");

  private final ExternalProgram cosign;

  private Cosign(ExternalProgram cosign) {
    this.cosign = cosign;
  }

  /** Finds it in the environment. */
  public static Cosign find(Map<String, String> environment, Path folder, TimeLimits limits) {
    String set = environment.getOrDefault(PROGRAM_VARIABLE, "");
    String program = set.isBlank() ? "cosign" : set;
    ExternalProgram tool =
        new ExternalProgram(
            program,
            folder,
            ChildEnvironment.SIGNER.of(environment),
            limits.cosign(),
            "cannot start cosign, which signs and verifies, got '" + program + "'" + REMEDY);
    check(program, tool.run(List.of("version")));
    return new Cosign(tool);
  }

  static void check(String program, ProcessResult result) {
    Version found = PrintedVersion.of(program, "cosign", result, PRINTED, REMEDY);
    if (found.major() < MIN_MAJOR) {
      throw new Failure(
          "cosign must be %d or newer, got '%s' from '%s'%s"
              .formatted(MIN_MAJOR, found.tag(), program, REMEDY));
    }
  }

  /** Creates {@code <prefix>.key} and {@code <prefix>.pub}, neither of which exists. */
  void makeKeyPair(Path prefix) {
    ProcessResult result =
        cosign.run(List.of("generate-key-pair", "--output-key-prefix", prefix.toString()));
    if (result.exitCode() != 0) {
      throw new Failure(
          "cannot create the key pair '%s', cosign said: %s; correct that, and run the command again"
              .formatted(prefix, why(result)));
    }
  }

  /**
   * Signs with a private key, without an entry in the public log: a mirror with its own keys has
   * none.
   */
  void signWithKey(PublishedDigest reference, Path key) {
    sign(reference, withKey(SIGN, key), "");
  }

  /** Signs with the identity that this process has a token of, for clusters with this rule. */
  void signWithIdentity(PublishedDigest reference, KeylessVerification rule) {
    sign(reference, withIdentity(SIGN, rule), "");
  }

  /** Attaches a predicate of a type, signed as {@link #signWithKey} does. */
  void attestWithKey(PublishedDigest reference, Path key, String type, String predicate) {
    sign(reference, withKey(attest(type), key), predicate);
  }

  /** Attaches a predicate of a type, signed as {@link #signWithIdentity} does. */
  void attestWithIdentity(
      PublishedDigest reference, KeylessVerification rule, String type, String predicate) {
    sign(reference, withIdentity(attest(type), rule), predicate);
  }

  /** The predicate comes on standard input, so that it need not be in a file. */
  private static List<String> attest(String type) {
    return List.of("attest", "--type", type, "--predicate", "-");
  }

  private static List<String> withKey(List<String> command, Path key) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--yes", "--key", key.toString()));
    arguments.addAll(List.of("--tlog-upload=false", "--use-signing-config=false"));
    return arguments;
  }

  private static List<String> withIdentity(List<String> command, KeylessVerification rule) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--yes");
    arguments.addAll(SigstoreFiles.signing(rule));
    return arguments;
  }

  private void sign(PublishedDigest reference, List<String> arguments, String input) {
    ProcessResult result =
        cosign.run(reference.reference().appendedTo(arguments), input.getBytes(UTF_8)).text();
    if (result.exitCode() != 0) {
      throw new Failure(
          "cannot sign '%s', cosign said: %s; publish again to continue from here"
              .formatted(reference.address(), why(result)));
    }
  }

  /**
   * Returns what keeps a cluster with this rule from running the artifact, if anything does; for a
   * workflow also, that a workflow of another repository has called it.
   */
  Optional<String> refusal(PublishedDigest reference, Verification rule) {
    return verify(VERIFY, reference.reference(), rule).refusal();
  }

  /** Returns what keeps clusters from running a chart, if anything does: what Flux says to it. */
  Optional<String> refusal(DemandedSignature demand) {
    Optional<String> refusal = verify(demand).refusal();
    if (refusal.filter(why -> NO_ANSWER.matcher(why).find()).isPresent()) {
      throw new Failure(
          "the signature of chart '%s' must be verifiable, cosign said: %s; check the network, the registry and its login, then check again"
              .formatted(demand.address(), refusal.get()));
    }
    return refusal;
  }

  private Verified verify(DemandedSignature demand) {
    RegistryReference reference = demand.reference();
    if (!demand.keys().isEmpty()) {
      return verifyByAny(demand.keys(), key -> verifyByKey(VERIFY, reference, key));
    }
    List<String> command = new ArrayList<>(VERIFY);
    command.addAll(SigstoreFiles.verifying(demand.trustedRoot()));
    if (demand.identities().size() != 1) {
      command.add("--new-bundle-format=false");
    }
    List<Identity> identities =
        demand.identities().isEmpty() ? List.of(Identity.ANYBODY) : demand.identities();
    return verifyByAny(identities, one -> verify(cosign, command, reference, signedBy(one)));
  }

  /** Returns what those whom a rule accepts have attached of a type, as cosign prints it. */
  Verified attestations(PublishedDigest reference, Verification rule, String type) {
    return verify(List.of("verify-attestation", "--type", type), reference.reference(), rule);
  }

  /** Why a command of cosign refuses, or else what it has printed. */
  record Verified(Optional<String> refusal, String output) {}

  private Verified verify(List<String> command, RegistryReference reference, Verification rule) {
    if (rule instanceof PublicKey keys) {
      return verifyByAny(keys.keys(), key -> verifyByKey(command, reference, key));
    }
    if (rule instanceof KeylessVerification keyless) {
      List<String> trusting = new ArrayList<>(command);
      trusting.addAll(SigstoreFiles.verifying(keyless));
      return verifyByIdentity(trusting, reference, keyless);
    }
    return new Verified(Optional.empty(), "");
  }

  private Verified verifyByIdentity(
      List<String> command, RegistryReference reference, KeylessVerification rule) {
    if (rule instanceof Trusted trusted) {
      return verifyByIdentity(command, reference, trusted.rule());
    }
    return rule instanceof AnyOf any
        ? verifyByAny(any.rules(), one -> verifyByIdentity(command, reference, one))
        : verifyByOneIdentity(command, reference, rule);
  }

  /** Returns what the first finds that does not refuse, or else why the last one refuses. */
  private static <T> Verified verifyByAny(List<T> signers, Function<T, Verified> verify) {
    Verified last = new Verified(Optional.empty(), "");
    for (T signer : signers) {
      last = verify.apply(signer);
      if (last.refusal().isEmpty()) {
        return last;
      }
    }
    return last;
  }

  private Verified verifyByKey(List<String> command, RegistryReference reference, String key) {
    return verify(
        cosign.with(KEY_VARIABLE, key),
        command,
        reference,
        List.of("--key", "env://" + KEY_VARIABLE, "--insecure-ignore-tlog"));
  }

  private Verified verifyByOneIdentity(
      List<String> command, RegistryReference reference, KeylessVerification rule) {
    List<String> options = new ArrayList<>();
    options.addAll(signedBy(new Identity(rule.issuer(), rule.subject())));
    // Flux cannot ask for it: a workflow that another repository calls has the same subject.
    if (rule instanceof GitHubActions workflow && !(workflow.ref() instanceof GitRef.Commit)) {
      options.addAll(List.of("--certificate-github-workflow-repository", workflow.repository()));
    }
    return verify(cosign, command, reference, options);
  }

  private static List<String> signedBy(Identity identity) {
    return List.of(
        "--certificate-oidc-issuer-regexp",
        identity.issuer(),
        "--certificate-identity-regexp",
        identity.subject());
  }

  private static Verified verify(
      ExternalProgram cosign,
      List<String> command,
      RegistryReference reference,
      List<String> options) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(options);
    ProcessResult result = cosign.run(reference.appendedTo(arguments));
    return new Verified(
        result.exitCode() == 0 ? Optional.empty() : Optional.of(why(result)), result.stdout());
  }

  /** Cosign prints warnings first, and the error last. */
  private static String why(ProcessResult result) {
    String error = "";
    for (String line : result.stderr().lines().toList()) {
      if (line.startsWith("Error: ")) {
        error = line.substring("Error: ".length());
      }
    }
    return error.isEmpty() ? "cosign ended with " + result.exitCode() : error;
  }
}

package dev.flotilla.main.cluster;

import dev.flotilla.constructs.kubernetes.Suggestion;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kubeconfig of a cluster, which has the cluster's context. */
final class Kubeconfig {
  private final Access access;
  private final io.fabric8.kubernetes.api.model.Config file;
  private final NamedContext context;

  /** Reads it, and refuses one that is not there or lacks the context. */
  Kubeconfig(Access access) {
    this.access = access;
    this.file = read(access);
    this.context =
        contexts().stream()
            .filter(candidate -> candidate.getName().equals(access.context()))
            .findFirst()
            // The client would take the file's current context: another cluster.
            .orElseThrow(this::missingContext);
  }

  private static io.fabric8.kubernetes.api.model.Config read(Access access) {
    if (!Files.isRegularFile(access.kubeconfig())) {
      throw new Failure(
          "the kubeconfig of cluster '%s' must be a file, got '%s' from %s; %s"
              .formatted(access.cluster(), access.kubeconfig(), access.source(), access.remedy()));
    }
    try {
      return KubeConfigUtils.parseConfig(access.kubeconfig().toFile());
    } catch (KubernetesClientException | NullPointerException e) {
      throw new Failure(
          "the kubeconfig of cluster '%s' must be readable YAML, got '%s' from %s; check it with 'kubectl config view'"
              .formatted(access.cluster(), access.kubeconfig(), access.source()));
    }
  }

  /**
   * Returns how the client reaches the cluster. A command that fetches credentials is run here: the
   * client would say nothing of one that fails, and would take its warnings for a part of the
   * credential.
   *
   * @param environment what that command gets
   */
  Config clientConfig(Map<String, String> environment) {
    Optional<ExecConfig> command = takeCommand();
    Config config = Config.empty();
    KubeConfigUtils.merge(config, access.context(), file);
    Config.configFromSysPropsOrEnvVars(config);
    command.ifPresent(exec -> new CredentialCommand(access, exec, environment).login(config));
    ClientCertificate.tellItsAlgorithm(access, config);
    return config;
  }

  private Optional<ExecConfig> takeCommand() {
    String user = context.getContext().getUser();
    Optional<AuthInfo> login =
        file.getUsers().stream()
            .filter(candidate -> candidate.getName().equals(user))
            .map(candidate -> candidate.getUser())
            .findFirst();
    Optional<ExecConfig> command = login.map(AuthInfo::getExec);
    login.ifPresent(info -> info.setExec(null));
    return command;
  }

  private List<NamedContext> contexts() {
    @Nullable List<NamedContext> contexts = file.getContexts();
    return contexts == null ? List.of() : contexts;
  }

  private Failure missingContext() {
    List<String> names = contexts().stream().map(NamedContext::getName).sorted().toList();
    String hint = Suggestion.hint(access.context(), names, "it has: ");
    return new Failure(
        "the kubeconfig of cluster '%s', '%s', must have the cluster's context, got '%s'; %s, name another with --context"
            .formatted(access.cluster(), access.kubeconfig(), access.context(), hint));
  }
}

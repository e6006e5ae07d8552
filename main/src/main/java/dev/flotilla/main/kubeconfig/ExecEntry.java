package dev.flotilla.main.kubeconfig;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * The command by which a user of a kubeconfig gets its credentials.
 *
 * @param command a name that is looked up on the PATH, or an absolute path
 * @param interactiveMode whether it may, must or must not ask on a terminal
 */
record ExecEntry(
    String command,
    List<String> arguments,
    List<Variable> environment,
    String apiVersion,
    String installHint,
    boolean provideClusterInfo,
    String interactiveMode) {
  static final String V1BETA1 = "client.authentication.k8s.io/v1beta1";
  static final String V1 = "client.authentication.k8s.io/v1";

  /** An environment variable of the command; the last of a name counts. */
  record Variable(String name, String value) {}

  static ExecEntry of(KubeconfigFields fields) {
    String command = fields.text("command");
    List<Variable> environment = new ArrayList<>();
    for (KubeconfigFields variable : fields.list("env")) {
      environment.add(new Variable(variable.text("name"), variable.text("value")));
    }
    String apiVersion = fields.text("apiVersion");
    String mode = fields.text("interactiveMode");
    return new ExecEntry(
        command.contains(File.separator) ? fields.path("command") : command,
        fields.texts("args"),
        environment,
        apiVersion,
        fields.text("installHint"),
        fields.flag("provideClusterInfo"),
        mode.isEmpty() && apiVersion.equals(V1BETA1) ? "IfAvailable" : mode);
  }
}

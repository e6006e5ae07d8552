package dev.flotilla.main.kubeconfig;

import java.util.List;

/** The fields of a credential plugin, and of its variables. */
final class ExecFields {
  private static final String EXEC =
      "apiVersion: client.authentication.k8s.io/v1, command: aws, interactiveMode: Never";

  static void addTo(KubeconfigField.Table fields) {
    fields.add(
        "AuthInfo.exec",
        "user",
        "exec: {" + EXEC + "}",
        "exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: aws\n");
    fields.add(
        "AuthInfo.exec",
        "user",
        "token: t, exec: {" + EXEC + "}",
        "user:\n    token: t\ncontexts:");
    fields.add(
        "ExecConfig.command",
        "user",
        "exec: {" + EXEC.replace("aws", "./bin/x") + "}",
        "command: FOLDER/bin/x");
    fields.add(
        "ExecConfig.command",
        "user",
        "exec: {" + EXEC.replace("aws", "''") + "}",
        "!: user 'u': exec.command must be set; name the program that fetches the credentials");
    fields.add(
        "ExecConfig.args",
        "user",
        "exec: {" + EXEC + ", args: [a, null, '']}",
        "args:\n      - a\n      - ''\n      - ''");
    fields.add("ExecConfig.args", "user", "exec: {" + EXEC + ", args: null}", "args: []");
    fields.add(
        "ExecConfig.args",
        "user",
        "exec: {" + EXEC + ", args: [1]}",
        "!: users[0].user.exec.args must be a list of strings; put each in quotes");
    fields.add("ExecConfig.env", "user", "exec: {" + EXEC + ", env: null}", "env: []");
    fields.add(
        "ExecEnvVar.name",
        "user",
        "exec: {" + EXEC + ", env: [{name: A, value: a b}]}",
        "env:\n      - name: A\n        value: a b");
    fields.add(
        "ExecEnvVar.name",
        "user",
        "exec: {" + EXEC + ", env: [{value: x}]}",
        "!: user 'u': exec.env must have a name for each variable; set it");
    fields.add(
        "ExecEnvVar.value",
        "user",
        "exec: {" + EXEC + ", env: [{name: A}]}",
        "- name: A\n        value: ''");
    fields.add(
        "ExecConfig.apiVersion",
        "user",
        "exec: {" + EXEC.replace("/v1", "/v1beta1") + "}",
        "apiVersion: client.authentication.k8s.io/v1beta1");
    for (String version : List.of("''", "client.authentication.k8s.io/v1alpha1")) {
      fields.add(
          "ExecConfig.apiVersion",
          "user",
          "exec: {apiVersion: %s, command: aws, interactiveMode: Never}".formatted(version),
          "!: user 'u': exec.apiVersion must be 'client.authentication.k8s.io/v1' or 'client.authentication.k8s.io/v1beta1', got '%s'; set the one that it prints"
              .formatted(version.replace("'", "")));
    }
    fields.add(
        "ExecConfig.installHint",
        "user",
        "exec: {" + EXEC + ", installHint: brew}",
        "installHint: brew");
    fields.add(
        "ExecConfig.provideClusterInfo",
        "user",
        "exec: {" + EXEC + ", provideClusterInfo: true}",
        "provideClusterInfo: true");
    fields.add(
        "ExecConfig.interactiveMode", "user", "exec: {" + EXEC + "}", "interactiveMode: Never");
    fields.add(
        "ExecConfig.interactiveMode",
        "user",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws}",
        "interactiveMode: IfAvailable");
    fields.add(
        "ExecConfig.interactiveMode",
        "user",
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}",
        "!: user 'u': exec.interactiveMode must be 'Never' or 'IfAvailable', got ''; set one of these");
    fields.add(
        "ExecConfig.interactiveMode",
        "user",
        "exec: {" + EXEC.replace("Never", "Always") + "}",
        "!: user 'u': exec.interactiveMode must not be 'Always', because OpenTofu's providers have no terminal; set 'IfAvailable', and log in first");
  }

  private ExecFields() {}
}

package dev.flotilla.main.kubeconfig;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kubeconfig with one context, for OpenTofu's providers: whichever files the context came from,
 * and whatever the environment says, they reach the cluster that the program reaches.
 */
final class ResolvedKubeconfig {
  private ResolvedKubeconfig() {}

  static void write(Path file, String context, ClusterEntry cluster, UserEntry user) {
    PrivateFile.createFolder(file.getParent());
    try {
      // Readers see the old file or the new one, never a part, and only its owner may read either.
      Path whole =
          Files.createTempFile(
              file.getParent(),
              file.getFileName().toString(),
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(whole, SingleContextKubeconfig.of(context, cluster(cluster), user(user)));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("cannot write '" + file + "'; make its folder writable for you");
    }
  }

  private static Map<String, Object> cluster(ClusterEntry cluster) {
    Map<String, Object> fields = Ordered.map("server", cluster.server());
    put(fields, "tls-server-name", cluster.tlsServerName());
    putTrue(fields, "insecure-skip-tls-verify", cluster.skipsTlsVerify());
    put(fields, "certificate-authority", cluster.authority());
    put(fields, "certificate-authority-data", cluster.authorityData());
    put(fields, "proxy-url", cluster.proxyUrl());
    putTrue(fields, "disable-compression", cluster.disableCompression());
    Optional.ofNullable(cluster.execConfig())
        .ifPresent(
            config ->
                fields.put(
                    "extensions",
                    List.of(Ordered.map("name", ClusterEntry.EXEC, "extension", config))));
    return fields;
  }

  private static Map<String, Object> user(UserEntry user) {
    Map<String, Object> fields = Ordered.map();
    put(fields, "client-certificate", user.certificate());
    put(fields, "client-certificate-data", user.certificateData());
    put(fields, "client-key", user.key());
    put(fields, "client-key-data", user.keyData());
    put(fields, "token", user.token());
    put(fields, "tokenFile", user.tokenFile());
    put(fields, "username", user.username());
    put(fields, "password", user.password());
    put(fields, "as", user.as());
    put(fields, "as-uid", user.asUid());
    if (!user.asGroups().isEmpty()) {
      fields.put("as-groups", user.asGroups());
    }
    if (!user.asUserExtra().isEmpty()) {
      fields.put("as-user-extra", user.asUserExtra());
    }
    user.command().ifPresent(exec -> fields.put("exec", exec(exec)));
    return fields;
  }

  private static Map<String, Object> exec(ExecEntry exec) {
    Map<String, Object> fields =
        Ordered.map("apiVersion", exec.apiVersion(), "command", exec.command());
    fields.put("args", exec.arguments());
    List<Map<String, Object>> environment = new ArrayList<>();
    exec.environment()
        .forEach(
            variable ->
                environment.add(Ordered.map("name", variable.name(), "value", variable.value())));
    fields.put("env", environment);
    put(fields, "installHint", exec.installHint());
    putTrue(fields, "provideClusterInfo", exec.provideClusterInfo());
    fields.put("interactiveMode", exec.interactiveMode());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static void putTrue(Map<String, Object> fields, String name, boolean value) {
    if (value) {
      fields.put(name, true);
    }
  }
}

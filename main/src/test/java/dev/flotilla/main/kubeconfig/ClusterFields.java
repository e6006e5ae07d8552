package dev.flotilla.main.kubeconfig;

import static dev.flotilla.main.kubeconfig.KubeconfigField.SERVER;

import java.util.List;

/** The fields of a cluster. */
final class ClusterFields {
  static void addTo(KubeconfigField.Table fields) {
    fields.add(
        "Cluster.server", "cluster", "server: 'https://h/k8s/c-1'", "server: https://h/k8s/c-1");
    fields.add(
        "Cluster.server", "cluster", "server: 'http://127.0.0.1:8001'", "server: http://127.0");
    for (String server :
        List.of("''", "10.0.0.1:6443", "'https://me:hidden@h'", "ftp://h", "'a b'")) {
      fields.add(
          "Cluster.server",
          "cluster",
          "server: " + server + ", disable-compression: true",
          "!: cluster 'c': server must be a URL such as 'https://10.0.0.1:6443', without a user");
    }
    fields.add(
        "Cluster.tls-server-name",
        "cluster",
        SERVER + ", tls-server-name: api",
        "tls-server-name: api");
    fields.add(
        "Cluster.insecure-skip-tls-verify",
        "cluster",
        SERVER + ", insecure-skip-tls-verify: yes",
        "insecure-skip-tls-verify: true");
    fields.add(
        "Cluster.insecure-skip-tls-verify",
        "cluster",
        SERVER + ", insecure-skip-tls-verify: true, certificate-authority: ca.crt",
        "!: cluster 'c': insecure-skip-tls-verify must not be set beside a certificate authority; remove one");
    fields.add(
        "Cluster.insecure-skip-tls-verify",
        "cluster",
        SERVER + ", insecure-skip-tls-verify: 1",
        "!: clusters[0].cluster.insecure-skip-tls-verify must be true or false");
    fields.add(
        "Cluster.certificate-authority",
        "cluster",
        SERVER + ", certificate-authority: ca.crt",
        "certificate-authority: FOLDER/ca.crt");
    fields.add(
        "Cluster.certificate-authority",
        "cluster",
        SERVER + ", certificate-authority: missing.crt",
        "!: cluster 'c': certificate-authority must be a file that you can read, got 'FOLDER/missing.crt'; check its path and its permissions");
    fields.add(
        "Cluster.certificate-authority-data",
        "cluster",
        SERVER + ", certificate-authority-data: eHl6",
        "certificate-authority-data: eHl6");
    fields.add(
        "Cluster.certificate-authority-data",
        "cluster",
        SERVER + ", certificate-authority-data: '%'",
        "!: clusters[0].cluster.certificate-authority-data must be base64");
    fields.add(
        "Cluster.certificate-authority-data",
        "cluster",
        SERVER + ", certificate-authority-data: eHl6, certificate-authority: ca.crt",
        "!: cluster 'c': certificate-authority and certificate-authority-data must not both be set; remove one");
    for (String proxy : List.of("http://p:3128", "https://p", "socks5://me:x@p:1080")) {
      fields.add(
          "Cluster.proxy-url",
          "cluster",
          SERVER + ", proxy-url: '" + proxy + "'",
          "proxy-url: " + proxy);
    }
    for (String proxy : List.of("ftp://p", "p:3128", "'socks4://me:hidden@p'", "'http://'")) {
      fields.add(
          "Cluster.proxy-url",
          "cluster",
          SERVER + ", proxy-url: " + proxy,
          "!: cluster 'c': proxy-url must be a URL that begins with http://, https:// or socks5://; correct it, or remove it");
    }
    fields.add(
        "Cluster.disable-compression",
        "cluster",
        SERVER + ", disable-compression: true",
        "disable-compression: true");
    fields.add(
        "Cluster.extensions",
        "cluster",
        SERVER
            + ", extensions: [{name: x, extension: 1}, {name: client.authentication.k8s.io/exec, extension: {shoot: prod}}]",
        "extension:\n        shoot: prod");
  }

  private ClusterFields() {}
}

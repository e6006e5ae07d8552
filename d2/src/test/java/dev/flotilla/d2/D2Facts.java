package dev.flotilla.d2;

import java.util.Map;
import java.util.TreeMap;

/** What differs between the clusters of the d2 reference architecture. */
enum D2Facts {
  STAGING("staging", "staging", "staging-1", "preview1.example.com"),
  PROD_EU("prod-eu", "production", "prod-eu-1", "prodeu1.example.com"),
  PROD_US("prod-us", "production", "prod-us-1", "produs1.example.com"),
  UPDATE("update", "staging", "update-1", "");

  final String cluster;
  private final String environment;
  private final String name;
  private final String domain;

  D2Facts(String cluster, String environment, String name, String domain) {
    this.cluster = cluster;
    this.environment = environment;
    this.name = name;
    this.domain = domain;
  }

  boolean isWorkload() {
    return this != UPDATE;
  }

  private boolean isReleased() {
    return environment.equals("production");
  }

  /** Returns the tag of artifacts that the cluster follows. */
  String tag() {
    return isReleased() ? "latest-stable" : "latest";
  }

  /** Returns the expression for the Git refs whose workflow signs the fleet artifact. */
  String fleetRefs() {
    return isReleased() ? "refs/tags/v\\d+\\.\\d+\\.\\d+" : "refs/heads/main";
  }

  /** Returns the file with what the cluster runs, beside this class. */
  String file() {
    return isWorkload() ? "/reference/workload.jsonl" : "/reference/automation.jsonl";
  }

  /** Returns what stands for the cluster's own values in that file. */
  Map<String, String> placeholders() {
    Map<String, String> values = new TreeMap<>();
    values.put("<cluster>", cluster);
    values.put("<name>", name);
    values.put("<domain>", domain);
    values.put("<environment>", environment);
    values.put("<tag>", tag());
    values.put("<workflow>", isReleased() ? "release-artifact" : "push-artifact");
    values.put("<fleet refs>", fleetRefs());
    values.put("<artifact refs>", isReleased() ? "refs/tags/.*" : "refs/heads/main");
    return values;
  }
}

package dev.flotilla.fleet.artifact.internal;

import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ContentSource;
import dev.flotilla.fleet.artifact.GitContent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a cluster fetches one kind of source. */
sealed interface FetchObjects permits OciObjects, GitObjects {
  static FetchObjects of(ContentSource source, ClusterContext context) {
    return source instanceof Artifact artifact
        ? new OciObjects(artifact, context)
        : new GitObjects((GitContent) source, context);
  }

  /** Returns the kind of the source. */
  String kind();

  /** Returns the {@code spec} of the source. */
  Map<String, Object> spec();

  /** Returns the Secrets of {@code flux-system} that the source needs beside it, if any. */
  List<Credential> secrets();

  /** Returns what images are pulled with, if there is anything. */
  Optional<RegistryCredential> imageCredential();

  /** Returns whose signature an artifact must carry; empty for what is none. */
  Optional<Verification> verification();

  /** Returns whose signature a commit must carry; of an artifact there is no commit to verify. */
  GitVerification commitVerification();

  /** Returns the folder in the source that has {@code path} in it, without {@code ./}. */
  String folder(String path);

  /** Returns the branches that it follows, each a URL and a name; empty for an artifact. */
  List<String> followedBranches();

  /** Returns what the cluster lacks for it. */
  List<String> problems();

  /** Returns the Secret in a namespace that it is verified with, if there is one. */
  default Optional<KubernetesObject> verificationSecret(String namespace) {
    return verification()
        .flatMap(rule -> rule.secret(namespace))
        .or(() -> commitVerification().secret(namespace));
  }
}

package dev.flotilla.constructs.flux;

import com.hashicorp.cdktf.Precondition;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.providers.kubernetes.namespace_v1.NamespaceV1;
import com.hashicorp.cdktf.providers.kubernetes.secret_v1.SecretV1;
import com.hashicorp.cdktf.providers.kubernetes.secret_v1.SecretV1Config;
import com.hashicorp.cdktf.providers.kubernetes.secret_v1.SecretV1Metadata;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import dev.flotilla.constructs.opentofu.TemplateText;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** The Secrets of credentials, and the variables that supply their values. */
final class CredentialSecrets {
  private final Construct scope;
  private final TerraformStack stack;
  private final ObjectMetadata metadata;
  private final NamespaceV1 namespace;

  CredentialSecrets(
      Construct scope, TerraformStack stack, ObjectMetadata metadata, NamespaceV1 namespace) {
    this.scope = scope;
    this.stack = stack;
    this.metadata = metadata;
    this.namespace = namespace;
  }

  /**
   * Returns preconditions for an apply, not for a plan: without a value it would send the default.
   */
  static @Nullable List<Precondition> preconditions(List<Credential> credentials) {
    List<Precondition> preconditions = new ArrayList<>();
    for (Credential credential : credentials) {
      credential
          .variables()
          .forEach(
              (name, description) ->
                  preconditions.add(precondition(credential, name, description)));
    }
    return preconditions.isEmpty() ? null : preconditions;
  }

  private static Precondition precondition(
      Credential credential, String variable, String description) {
    return Precondition.builder()
        .condition("${!terraform.applying || var." + variable + " != \"\"}")
        .errorMessage(
            TemplateText.literal(
                "an apply needs credential '%s'; set TF_VAR_%s: %s"
                    .formatted(credential.secretName(), variable, description)))
        .build();
  }

  /** Returns the Secret of {@code credential}. */
  SecretV1 secret(Credential credential) {
    credential.variables().forEach(this::variable);
    SecretV1 secret =
        new SecretV1(
            scope,
            credential.secretName(),
            SecretV1Config.builder()
                .metadata(
                    SecretV1Metadata.builder()
                        .name(credential.secretName())
                        .namespace(FluxInstance.NAMESPACE)
                        .labels(FluxBootstrap.orNone(metadata.labels()))
                        .annotations(FluxBootstrap.orNone(metadata.annotations()))
                        .build())
                .type(credential.secretType())
                .dataWo(SecretData.of(credential))
                .dataWoRevision(credential.revision())
                .dependsOn(List.of(namespace))
                .build());
    secret.overrideLogicalId(Credential.resourceName(credential.secretName()));
    OpenTofuOverrides.forgetOnDestroy(secret);
    return secret;
  }

  /** It has a default, so that neither a plan nor a destroy needs the value. */
  private void variable(String name, String description) {
    TerraformVariable variable =
        new TerraformVariable(
            stack,
            name,
            TerraformVariableConfig.builder()
                .type("string")
                .defaultValue("")
                .sensitive(true)
                .description(TemplateText.literal(description))
                .build());
    OpenTofuOverrides.ephemeral(variable);
  }
}

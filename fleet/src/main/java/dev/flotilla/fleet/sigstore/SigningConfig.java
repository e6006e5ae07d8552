package dev.flotilla.fleet.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where the services of a Sigstore are, for whoever signs; clusters do not ask them.
 *
 * <p>Rejected: one without a certificate authority, a transparency log or a timestamp authority,
 * because a cluster refuses what is signed without them.
 *
 * @param json the file {@code signing_config.v0.2.json}, as {@code cosign signing-config create}
 *     writes it
 */
public record SigningConfig(String json) {
  private static final CosignFile FILE =
      new CosignFile(
          "a signing config",
          "cosign signing-config create",
          "application/vnd.dev.sigstore.signingconfig.v0.2+json",
          List.of(
              new CosignFile.Part(
                  "caUrls", "a certificate authority", "--fulcio", SigningConfig::hasUrl),
              new CosignFile.Part("rekorTlogUrls", "a log", "--rekor", SigningConfig::hasUrl),
              new CosignFile.Part(
                  "tsaUrls", "a timestamp authority", "--tsa", SigningConfig::hasUrl)));

  public SigningConfig {
    json = FILE.checked(json);
  }

  private static boolean hasUrl(JsonNode service) {
    return !service.path("url").asText().isEmpty();
  }
}

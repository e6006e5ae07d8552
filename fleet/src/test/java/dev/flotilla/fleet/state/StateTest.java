package dev.flotilla.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.access.ClusterAccess;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateTest {
  private static final String MINIO = "https://minio.acme.example:9000";

  @Test
  void sendsNoRequestOfAwsToAnotherServerOfS3() {
    assertThat(State.s3Compatible(MINIO, "states", "us-east-1").attributes("prod"))
        .containsOnly(
            entry("bucket", "states"),
            entry("encrypt", false),
            entry("endpoints.s3", "https://minio.acme.example:9000"),
            entry("key", "flotilla/prod.tfstate"),
            entry("region", "us-east-1"),
            entry("skip_credentials_validation", true),
            entry("skip_metadata_api_check", true),
            entry("skip_region_validation", true),
            entry("skip_requesting_account_id", true),
            entry("skip_s3_checksum", true),
            entry("use_lockfile", true),
            entry("use_path_style", true));
    assertThat(
            State.s3Compatible(MINIO, "states", "us-east-1")
                .withPathStyle(false)
                .attributes("prod"))
        .doesNotContainKey("use_path_style");
  }

  @Test
  void typedStatesHaveOnlyNamesThatOpenTofuHas() {
    for (State state : typed()) {
      assertThat(OpenTofuNames.BACKENDS.names(state.type()))
          .as(state.type())
          .containsAll(state.attributes("prod").keySet());
    }
  }

  private static List<State> typed() {
    return List.of(
        State.s3("acme-states", "eu-central-1"),
        State.s3Compatible(MINIO, "states", "us-east-1"),
        State.gcs("acme-states"),
        State.azurerm("acmestates", "flotilla"),
        State.gitLab("https://gitlab.com", 42),
        State.pg(),
        State.remote("app.terraform.io", "acme"),
        State.kubernetes(ClusterAccess.kubeconfig("kubeconfig", "hub"), "states"));
  }

  @Test
  void eachClusterHasAStateOfItsOwn() {
    assertThat(State.gcs("acme-states").attributes("prod"))
        .containsOnly(entry("bucket", "acme-states"), entry("prefix", "flotilla/prod"));
    assertThat(State.azurerm("acmestates", "flotilla").attributes("prod"))
        .containsOnly(
            entry("storage_account_name", "acmestates"),
            entry("container_name", "flotilla"),
            entry("key", "flotilla/prod.tfstate"));
    assertThat(State.pg().attributes("prod")).containsOnly(entry("schema_name", "flotilla_prod"));
    assertThat(State.remote("app.terraform.io", "acme").attributes("prod"))
        .containsOnly(
            entry("hostname", "app.terraform.io"),
            entry("organization", "acme"),
            entry("workspaces.name", "flotilla-prod"));
  }

  @Test
  void gitLabLocksWithItsOwnMethods() {
    assertThat(State.gitLab("https://gitlab.com", 42).attributes("prod"))
        .contains(
            entry("address", "https://gitlab.com/api/v4/projects/42/terraform/state/prod"),
            entry(
                "lock_address", "https://gitlab.com/api/v4/projects/42/terraform/state/prod/lock"),
            entry("lock_method", "POST"),
            entry("unlock_method", "DELETE"));
  }

  @Test
  void anyBackendTakesItsNames() {
    assertThat(
            State.of("consul", values("path", "flotilla/{cluster}", "address", "${a}"))
                .attributes("prod"))
        .containsOnly(entry("path", "flotilla/prod"), entry("address", "${a}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "htp | address | a state backend must be one of OpenTofu's, got 'htp'; did you mean 'http'?",
        "local | path | a state backend must be one of OpenTofu's, got 'local'; it has: azurerm, consul, cos, gcs, http, kubernetes, oss, pg, remote, s3",
        "http | adress | a value of state backend 'http' must be one that it has, got 'adress'; did you mean 'address'?",
        "pg | hostname | a value of state backend 'pg' must be one that it has, got 'hostname'; it has: index_name, schema_name, skip_index_creation, skip_schema_creation, skip_table_creation, table_name",
        "http | password | 'password' of state backend 'http' is a credential, which must not be in a configuration; set TF_HTTP_PASSWORD in the environment",
        "s3 | access_key | 'access_key' of state backend 's3' is a credential, which must not be in a configuration; set AWS_ACCESS_KEY_ID in the environment",
        "azurerm | sas_token | 'sas_token' of state backend 'azurerm' is a credential, which must not be in a configuration; set ARM_SAS_TOKEN in the environment",
        "consul | http_auth | 'http_auth' of state backend 'consul' is a credential, which must not be in a configuration; use another way to log in",
      })
  void refusesUnknownNamesAndCredentials(String type, String name, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.of(type, values(name, "x/{cluster}")))
        .withMessage(message);
  }

  @Test
  void refusesALoginInAUrlWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.of("http", values("address", "https://ci:s3cret@a.b/{cluster}")))
        .withMessage(
            "'address' of state backend 'http' must be a URL without user and password; set both in the environment");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.gitLab("https://ci:s3cret@gitlab.com", 7))
        .withMessageNotContaining("s3cret");
  }

  @Test
  void refusesOneStateForAllClusters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.of("http", values("address", "https://states.acme.example/one")))
        .withMessage(
            "each cluster must have a state of its own, got state backend 'http' without '{cluster}' in a value; put '{cluster}' into the value that names the state");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://minio.acme.example | -",
        "minio.acme.example | https://minio.acme.example",
        "minio.acme.example:9000 | https://minio.acme.example:9000",
        "https:/minio | -",
        "https://minio.acme.example:99999 | -",
        "https://minio.acme.example?x=y | -",
      })
  void refusesAServerThatIsNotAnHttpsUrl(String endpoint, @Nullable String meant) {
    String message =
        "the S3 server that keeps the states must be an https URL without user and password, such as 'https://minio.acme.example', got '"
            + endpoint
            + "'"
            + (meant == null ? "" : "; write '" + meant + "'");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.s3Compatible(endpoint, "states", "us-east-1"))
        .withMessage(message);
  }

  @Test
  void refusesALoginInTheServerWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> State.s3Compatible("https://me:s3cret@minio.acme.example", "states", "us-east-1"))
        .withMessage(
            "the S3 server that keeps the states must be an https URL without user and password, such as 'https://minio.acme.example'; write 'https://minio.acme.example'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.s3Compatible("https://me:s3 cret@minio", "states", "us-east-1"))
        .withMessage(
            "the S3 server that keeps the states must be an https URL without user and password, such as 'https://minio.acme.example'; write 'https://minio'");
  }

  @Test
  void takesTheAddressOfGitLabWithASlash() {
    assertThat(State.gitLab("https://gitlab.com/", 42))
        .isEqualTo(State.gitLab("https://gitlab.com", 42));
  }

  @Test
  void refusesAGitLabThatIsNotAUrl() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.gitLab("gitlab.acme.example", 42))
        .withMessage(
            "the GitLab server that keeps the states must be an https or http URL without user and password, such as 'https://gitlab.com', got 'gitlab.acme.example'; write 'https://gitlab.acme.example'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.gitLab("git@gitlab.com:acme/fleet.git", 42))
        .withMessage(
            "the GitLab server that keeps the states must be an https or http URL without user and password, such as 'https://gitlab.com'");
  }

  /** PostgreSQL takes the first 63 characters, without a word. */
  @Test
  void refusesASchemaThatTwoClustersWouldShare() {
    String longest = "c".repeat(54);

    assertThat(State.pg().attributes(longest)).containsEntry("schema_name", "flotilla_" + longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> State.pg().attributes(longest + "d"))
        .withMessage(
            "'schema_name' of state backend 'pg' must have at most 63 characters, got 'flotilla_%1$sd' for cluster '%1$sd'; name it shorter with State.of, or shorten the cluster's name",
            longest);
  }

  private static SortedMap<String, String> values(String... pairs) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  @Test
  void saysWhichValuesOfABackendAreCredentials() {
    assertThat(BackendState.isCredential("http", "password")).isTrue();
    assertThat(BackendState.isCredential("consul", "access_token")).isTrue();
    assertThat(BackendState.isCredential("http", "username")).isFalse();
    assertThat(BackendState.isCredential("http", "other")).isFalse();
    assertThat(BackendState.isCredential("other", "password")).isFalse();
  }
}

package dev.flotilla.fleet.state;

/**
 * The names that OpenTofu 1.12.6 takes, generated from its sources; {@code !} marks a credential,
 * and the variable that it comes by.
 */
final class OpenTofuTable {
  static final String BACKENDS =
      """
      azurerm: access_key!ARM_ACCESS_KEY ado_service_connection_id \
      client_certificate!ARM_CLIENT_CERTIFICATE \
      client_certificate_password!ARM_CLIENT_CERTIFICATE_PASSWORD client_certificate_path \
      client_id client_id_file_path client_secret!ARM_CLIENT_SECRET client_secret_file_path \
      container_name customer_provided_key!ARM_CUSTOMER_PROVIDED_KEY encryption_scope endpoint \
      environment key metadata_host msi_endpoint oidc_request_token!ARM_OIDC_REQUEST_TOKEN \
      oidc_request_url oidc_token!ARM_OIDC_TOKEN oidc_token_file_path resource_group_name \
      sas_token!ARM_SAS_TOKEN snapshot storage_account_name subscription_id tenant_id \
      timeout_seconds use_aks_workload_identity use_azuread_auth use_cli use_msi use_oidc
      consul: access_token! address ca_file cert_file datacenter gzip http_auth! key_file lock \
      path scheme
      cos: accelerate acl assume_role.policy assume_role.role_arn assume_role.session_duration \
      assume_role.session_name bucket encrypt key prefix region secret_id! secret_key! \
      security_token!
      gcs: access_token!GOOGLE_OAUTH_ACCESS_TOKEN bucket credentials!GOOGLE_BACKEND_CREDENTIALS \
      encryption_key!GOOGLE_ENCRYPTION_KEY impersonate_service_account \
      impersonate_service_account_delegates kms_encryption_key prefix storage_custom_endpoint \
      universe_domain
      http: address client_ca_certificate_pem client_certificate_pem \
      client_private_key_pem!TF_HTTP_CLIENT_PRIVATE_KEY_PEM headers! lock_address lock_method \
      password!TF_HTTP_PASSWORD retry_max retry_wait_max retry_wait_min skip_cert_verification \
      unlock_address unlock_method update_method username
      kubernetes: client_certificate!KUBE_CLIENT_CERT_DATA client_key!KUBE_CLIENT_KEY_DATA \
      cluster_ca_certificate config_context config_context_auth_info config_context_cluster \
      config_path config_paths exec.api_version exec.args exec.command exec.env host \
      in_cluster_config insecure labels load_config_file namespace password!KUBE_PASSWORD \
      secret_suffix token!KUBE_TOKEN username
      oss: access_key!ALICLOUD_ACCESS_KEY acl assume_role.policy assume_role.role_arn \
      assume_role.session_expiration assume_role.session_name assume_role_policy \
      assume_role_role_arn assume_role_session_expiration assume_role_session_name bucket \
      ecs_role_name encrypt endpoint key prefix profile region secret_key!ALICLOUD_SECRET_KEY \
      security_token!ALICLOUD_SECURITY_TOKEN shared_credentials_file sts_endpoint \
      tablestore_endpoint tablestore_table
      pg: conn_str!PG_CONN_STR index_name schema_name skip_index_creation skip_schema_creation \
      skip_table_creation table_name
      remote: hostname organization token!TF_TOKEN_app_terraform_io workspaces.name \
      workspaces.prefix
      s3: access_key!AWS_ACCESS_KEY_ID acl allowed_account_ids assume_role.duration \
      assume_role.external_id assume_role.policy assume_role.policy_arns assume_role.role_arn \
      assume_role.session_name assume_role.tags assume_role.transitive_tag_keys \
      assume_role_duration_seconds assume_role_policy assume_role_policy_arns assume_role_tags \
      assume_role_transitive_tag_keys assume_role_with_web_identity.duration \
      assume_role_with_web_identity.policy assume_role_with_web_identity.policy_arns \
      assume_role_with_web_identity.role_arn assume_role_with_web_identity.session_name \
      assume_role_with_web_identity.web_identity_token! \
      assume_role_with_web_identity.web_identity_token_file bucket custom_ca_bundle \
      dynamodb_endpoint dynamodb_table ec2_metadata_service_endpoint \
      ec2_metadata_service_endpoint_mode encrypt endpoint endpoints.dynamodb endpoints.iam \
      endpoints.s3 endpoints.sts external_id forbidden_account_ids force_path_style http_proxy \
      https_proxy iam_endpoint insecure key kms_key_id lock_tags max_retries no_proxy profile \
      region retry_mode role_arn secret_key!AWS_SECRET_ACCESS_KEY session_name shared_config_files \
      shared_credentials_file shared_credentials_files skip_credentials_validation \
      skip_metadata_api_check skip_region_validation skip_requesting_account_id skip_s3_checksum \
      sse_customer_key!AWS_SSE_CUSTOMER_KEY state_tags sts_endpoint sts_region \
      token!AWS_SESSION_TOKEN use_dualstack_endpoint use_fips_endpoint use_lockfile use_path_style \
      workspace_key_prefix
      """;

  static final String KEY_PROVIDERS =
      """
      aws_kms: access_key!AWS_ACCESS_KEY_ID allowed_account_ids assume_role.duration \
      assume_role.external_id assume_role.policy assume_role.policy_arns assume_role.role_arn \
      assume_role.session_name assume_role.tags assume_role.transitive_tag_keys \
      assume_role_with_web_identity.duration assume_role_with_web_identity.policy \
      assume_role_with_web_identity.policy_arns assume_role_with_web_identity.role_arn \
      assume_role_with_web_identity.session_name assume_role_with_web_identity.web_identity_token! \
      assume_role_with_web_identity.web_identity_token_file custom_ca_bundle \
      ec2_metadata_service_endpoint ec2_metadata_service_endpoint_mode endpoints.iam endpoints.sts \
      forbidden_account_ids http_proxy https_proxy insecure key_spec kms_key_id max_retries \
      no_proxy profile region retry_mode secret_key!AWS_SECRET_ACCESS_KEY shared_config_files \
      shared_credentials_files skip_credentials_validation skip_metadata_api_check \
      skip_requesting_account_id sts_region token!AWS_SESSION_TOKEN use_dualstack_endpoint \
      use_fips_endpoint
      azure_vault: client_certificate! client_certificate_password! client_certificate_path \
      client_id client_id_file_path client_secret! client_secret_file_path environment key_length \
      metadata_host msi_endpoint oidc_request_token! oidc_request_url oidc_token! \
      oidc_token_file_path subscription_id symmetric symmetric_key_size tenant_id \
      use_aks_workload_identity use_cli use_msi use_oidc vault_key_name vault_uri
      gcp_kms: access_token!GOOGLE_OAUTH_ACCESS_TOKEN credentials!GOOGLE_CREDENTIALS \
      impersonate_service_account impersonate_service_account_delegates key_length \
      kms_encryption_key
      openbao: address key_length key_name token!BAO_TOKEN transit_engine_path
      """;

  private OpenTofuTable() {}
}

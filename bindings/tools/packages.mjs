// What is generated: one jsii package per Maven module beside this folder, under its artifactId.

/**
 * `keep` maps each kept part of a provider (the last part of its Java package, in camel case)
 * to the place of its schema in `schemas/<provider>.json`.
 */
export const packages = [
  { artifact: 'cdktf', npm: 'cdktf' },
  {
    artifact: 'cdktf-provider-helm',
    npm: '@cdktf/provider-helm',
    schema: 'helm',
    keep: {
      provider: ['provider'],
      release: ['resource_schemas', 'helm_release'],
      dataHelmTemplate: ['data_source_schemas', 'helm_template'],
    },
  },
  {
    artifact: 'cdktf-provider-kind',
    npm: '@cdktf/provider-kind',
    fromSchema: true, // no such package is published
    schema: 'kind',
    keep: {
      provider: ['provider'],
      cluster: ['resource_schemas', 'kind_cluster'],
    },
  },
  {
    artifact: 'cdktf-provider-kubernetes',
    npm: '@cdktf/provider-kubernetes',
    schema: 'kubernetes',
    keep: {
      provider: ['provider'],
      namespaceV1: ['resource_schemas', 'kubernetes_namespace_v1'],
      secretV1: ['resource_schemas', 'kubernetes_secret_v1'],
    },
  },
];

// Makes a provider's jsii package from its schema, as `cdktf get` does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Writes and compiles the package; the folder returned is like one that npm installs. */
export async function packageFromSchema({ npm, schema }, facts, bindings, work) {
  const folder = join(work, 'from-schema', schema);
  mkdirSync(folder, { recursive: true });
  const schemaFile = join(bindings, `schemas/${schema}.json`);
  await run(process.execPath, [join(bindings, 'tools/typescript.mjs'), schemaFile, folder], { cwd: work, env: offline });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest(npm, facts, schema, work), null, 1));
  const jsii = join(work, 'node_modules/jsii/bin/jsii');
  await run(process.execPath, [jsii, '--silence-warnings', 'reserved-word'], { cwd: folder });
  return folder;
}

/** When it is loaded, cdktf's generator asks a Terraform for its version, which then asks HashiCorp for news. */
const offline = { ...process.env, CHECKPOINT_DISABLE: '1', TERRAFORM_BINARY_NAME: 'true' };

/** Like the manifests of the published providers, for a Java target alone. */
function manifest(npm, facts, name, work) {
  const published = JSON.parse(readFileSync(join(work, 'node_modules/@cdktf/provider-helm/package.json'), 'utf8'));
  const { author, license, peerDependencies, stability } = published;
  const [owner] = facts.source.split('/');
  const entry = `providers/${name}/index`;
  return {
    name: npm,
    version: facts.version,
    description: `Bindings of the ${name} provider, made from its schema`,
    author,
    license,
    peerDependencies,
    stability,
    repository: { url: `https://github.com/${owner}/terraform-provider-${name}.git` },
    main: `${entry}.js`,
    types: `${entry}.d.ts`,
    jsii: {
      outdir: 'dist',
      targets: {
        java: {
          package: `com.hashicorp.cdktf.providers.${name}`,
          maven: { groupId: 'com.hashicorp', artifactId: `cdktf-provider-${name}` },
        },
      },
    },
  };
}

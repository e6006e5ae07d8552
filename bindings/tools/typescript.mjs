// Usage, in a folder with the npm packages: node typescript.mjs SCHEMA FOLDER
// Writes a provider's constructs in TypeScript. A program of its own, for what cdktf's generator does when loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [schemaFile, folder] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/package.json`);
const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = require('@cdktf/provider-generator');

const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const address = `registry.terraform.io/${schema.source}`;
const code = new CodeMaker();
const generator = new TerraformProviderGenerator(code, {
  provider_schemas: { [address]: schema },
  provider_versions: { [address]: schema.version },
});
generator.generate(new TerraformProviderConstraint(`${schema.source}@${schema.version}`));
await code.save(folder);

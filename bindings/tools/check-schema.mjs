// Compares bindings with the schema of the provider that runs: the npm packages were made for other versions.
import { ownTypesIn } from './trim.mjs';

/** Fails when a kept type has an attribute or block that the provider's schema lacks. */
export function checkSchema(assembly, keep, schema) {
  const lacking = Object.entries(keep).flatMap(([submodule, place]) => {
    const block = place.reduce((node, key) => node?.[key], schema)?.block;
    if (!block) throw new Error(`the schema of ${schema.source} has no '${place.join('.')}'; refresh it`);
    return lackingAttributes(assembly, submodule, block).map((path) => `${place.at(-1)}: ${path}`);
  });
  if (lacking.length > 0) {
    throw new Error(
      `${assembly.name} ${assembly.version} has attributes that ${schema.source} ${schema.version} lacks, ` +
        `got '${lacking.join("', '")}'; take another version of the package, or refresh the schema ` +
        `if the provider has them (bindings/package.json, bindings/schemas/)`,
    );
  }
}

/** The paths of all attributes of a submodule's construct, and of its configuration, that a block lacks. */
function lackingAttributes(assembly, submodule, block) {
  const construct = Object.values(assembly.types).find(
    (type) => type.namespace === submodule && /^cdktf\.Terraform(Provider|Resource|DataSource)$/.test(type.base),
  );
  if (!construct) throw new Error(`no construct in submodule '${submodule}' of ${assembly.name}`);
  const [config] = ownTypesIn(assembly, construct.initializer.parameters);
  const meta = construct.base === 'cdktf.TerraformProvider' ? { alias: {} } : {};
  const known = { ...members({ block }), ...meta };
  return [...new Set([construct.fqn, config].flatMap((fqn) => walk(assembly, fqn, known, '')))].sort();
}

/** Walks one class or struct, and those its attributes lead to. */
function walk(assembly, fqn, known, path) {
  const type = assembly.types[fqn];
  if (type.base === 'cdktf.ComplexList' || type.base === 'cdktf.ComplexMap') {
    const [element] = ownTypesIn(assembly, type.methods.find((method) => method.name === 'get').returns);
    return walk(assembly, element, known, path);
  }
  const byName = new Map(Object.entries(known).flatMap(([name, value]) => spellings(name).map((s) => [s, value])));
  return attributes(type).flatMap((property) => {
    const here = path + property.name;
    if (!byName.has(property.name)) return [here];
    const [nested] = ownTypesIn(assembly, property.type);
    return nested ? walk(assembly, nested, members(byName.get(property.name)), `${here}.`) : [];
  });
}

/** The properties that stand for an attribute: each settable one has a twin, `<name>Input`. */
function attributes(type) {
  const all = (type.properties ?? []).filter((property) => !property.static && property.name !== 'internalValue');
  const twins = new Set(all.map((property) => `${property.name}Input`));
  return all.filter((property) => !twins.has(property.name));
}

/** What is inside an attribute or block of a schema, by name. */
function members(node) {
  const attribute = node.nested_type ?? node.block;
  if (attribute) return { ...attribute.attributes, ...attribute.block_types };
  return objectType(node.type);
}

/** Attributes of old protocols carry their object as a type: ["list", ["object", {"name": "string"}]]. */
function objectType(type) {
  if (!Array.isArray(type)) return {};
  if (type[0] !== 'object') return objectType(type[1]);
  return Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, { type: inner }]));
}

/** A name in camel case, and as cdktf writes it where its base classes have that name already. */
function spellings(name) {
  const camelCase = name.replace(/_+([a-z0-9])/g, (match, letter) => letter.toUpperCase());
  return [camelCase, `${camelCase}Attribute`];
}

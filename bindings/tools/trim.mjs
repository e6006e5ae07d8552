// Cuts a jsii assembly down to chosen submodules (one submodule is one resource, data source or provider).
import { createHash } from 'node:crypto';

export function trim(assembly, submodules) {
  const kept = new Set(submodules.map((name) => `${assembly.name}.${name}`));
  const missing = [...kept].filter((name) => !assembly.submodules[name]);
  if (missing.length > 0) {
    throw new Error(`the npm package has no submodule '${missing[0]}'; see bindings/tools/packages.mjs`);
  }
  const { readme, ...trimmed } = assembly;
  trimmed.types = pick(assembly.types, (fqn, type) => kept.has(`${assembly.name}.${type.namespace}`));
  trimmed.submodules = pick(assembly.submodules, (name) => kept.has(name));
  for (const submodule of Object.values(trimmed.submodules)) delete submodule.readme;
  requireClosed(trimmed);
  trimmed.fingerprint = createHash('sha256').update(JSON.stringify(trimmed.types)).digest('base64');
  return trimmed;
}

/** The types of this assembly that a part of its description mentions. */
export function ownTypesIn(assembly, part) {
  const names = JSON.stringify(part ?? null).matchAll(/"fqn":"([^"]+)"/g);
  return [...names].map((match) => match[1]).filter((fqn) => fqn.startsWith(`${assembly.name}.`));
}

function requireClosed(assembly) {
  const dangling = ownTypesIn(assembly, assembly.types).find((fqn) => !assembly.types[fqn]);
  if (dangling) {
    throw new Error(`a kept type needs '${dangling}', which is cut off; keep its submodule too`);
  }
}

function pick(object, accepts) {
  return Object.fromEntries(Object.entries(object).filter(([key, value]) => accepts(key, value)));
}

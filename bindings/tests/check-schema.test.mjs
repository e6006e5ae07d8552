import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSchema } from '../tools/check-schema.mjs';

const string = { primitive: 'string' };
const own = (name) => ({ fqn: `pkg.thing.${name}` });
const property = (name, type = string) => ({ name, type });
const keep = { thing: ['resource_schemas', 'some_thing'] };

/** Bindings of a resource with a computed attribute, a settable one, and a block that lists ports. */
function bindings() {
  const types = [
    {
      name: 'Thing',
      base: 'cdktf.TerraformResource',
      initializer: { parameters: [{ name: 'config', type: own('ThingConfig') }] },
      properties: [
        { ...property('tfResourceType'), static: true },
        property('status'),
        property('hostName'),
        property('hostNameInput'),
        property('port', own('ThingPortList')),
        property('portInput', own('ThingPort')),
      ],
    },
    { name: 'ThingConfig', properties: [property('hostName'), property('port', own('ThingPort'))] },
    { name: 'ThingPort', properties: [property('nodeAttribute')] },
    {
      name: 'ThingPortList',
      base: 'cdktf.ComplexList',
      methods: [{ name: 'get', returns: { type: own('ThingPortOutputReference') } }],
    },
    {
      name: 'ThingPortOutputReference',
      base: 'cdktf.ComplexObject',
      properties: [property('internalValue', own('ThingPort')), property('nodeAttribute')],
    },
  ];
  const byFqn = types.map((type) => [`pkg.thing.${type.name}`, { ...type, fqn: `pkg.thing.${type.name}`, namespace: 'thing' }]);
  return { name: 'pkg', version: '1.0.0', types: Object.fromEntries(byFqn) };
}

const attribute = { type: 'string' };

function schema(attributes, portAttributes = { node: attribute }) {
  const port = { nesting_mode: 'list', block: { attributes: portAttributes } };
  const block = { attributes, block_types: { port } };
  return { source: 'acme/some', version: '2.0.0', resource_schemas: { some_thing: { block } } };
}

test('bindings with no more than the provider has are accepted', () => {
  checkSchema(bindings(), keep, schema({ status: attribute, host_name: attribute, added_later: attribute }));
});

test('an attribute that the provider no longer has is refused by name', () => {
  assert.throws(() => checkSchema(bindings(), keep, schema({ status: attribute })), {
    message: /^pkg 1\.0\.0 has attributes that acme\/some 2\.0\.0 lacks, got 'some_thing: hostName'; take another version/,
  });
});

test('a computed attribute that the provider no longer has is refused', () => {
  assert.throws(() => checkSchema(bindings(), keep, schema({ host_name: attribute })), /got 'some_thing: status'/);
});

test('an attribute inside a block is compared too', () => {
  const changed = schema({ status: attribute, host_name: attribute }, { number: attribute });
  assert.throws(() => checkSchema(bindings(), keep, changed), /got 'some_thing: port\.nodeAttribute'/);
});

test('a resource that the provider no longer has is refused', () => {
  const gone = { ...schema({}), resource_schemas: {} };
  assert.throws(() => checkSchema(bindings(), keep, gone), /the schema of acme\/some has no 'resource_schemas\.some_thing'/);
});

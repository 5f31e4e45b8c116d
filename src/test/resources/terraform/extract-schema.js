// Extracts the schema of some resources of Terraform's provider "google" from the npm package
// @cdktf/provider-google, which holds it as code; README.md beside this file says how to run it.
'use strict';
const fs = require('fs');
const path = require('path');

const [packageFolder, ...names] = process.argv.slice(2);
const snake = (name) => name.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase());

const SIMPLE = {string: 'string', number: 'number', boolean: 'bool'};

/** Terraform's notation of a type, from what the package calls it. */
function typeOf(storage) {
  for (const [kind, collection] of [['List', 'list'], ['Set', 'set'], ['Map', 'map']]) {
    const element = storage.slice(0, -kind.length);
    if (storage.endsWith(kind) && SIMPLE[element]) {
      return [collection, SIMPLE[element]];
    }
  }
  return SIMPLE[storage];
}

/** The fields of each interface of the declarations: name → {field: [optional, type]}. */
function interfaces(text) {
  const found = {};
  for (const [, name, body] of text.matchAll(/export interface (\w+)[^{]*\{\n([\s\S]*?)\n\}/g)) {
    found[name] = {};
    for (const [, field, optional, type] of body.matchAll(/readonly (\w+)(\??): ([^;]+);/g)) {
      found[name][field] = [optional === '?', type];
    }
  }
  return found;
}

/** The attributes as the code writes them: name of the Terraform attribute → how it is stored. */
function written(code) {
  const found = {};
  for (const [, name, isBlock, type, storage] of code.matchAll(
      /^ +(\w+): \{\n +value: .*\n +isBlock: (true|false),\n +type: "(\w+)",\n +storageClassType: "(\w+)",/gm)) {
    found[name] = {isBlock: isBlock === 'true', type, storage};
  }
  return found;
}

function block(interfaceName, declared, code, hclBody) {
  const result = {attributes: {}, block_types: {}};
  const own = written(hclBody);
  const fields = declared[interfaceName];
  if (!fields) {
    throw new Error('no interface ' + interfaceName);
  }
  for (const [field, [optional, type]] of Object.entries(fields)) {
    const name = snake(field);
    const how = own[name];
    if (!how) {
      throw new Error(interfaceName + ': nothing is written for ' + field);
    }
    if (how.isBlock) {
      const nested = type.replace(/ \|.*/, '').replace(/\[\]$/, '');
      const body = code.match(
          new RegExp('function ' + nested[0].toLowerCase() + nested.slice(1)
              + 'ToHclTerraform\\(struct\\) \\{[\\s\\S]*?\\n\\}'));
      result.block_types[name] = {
        nesting_mode: how.type === 'struct' ? 'single' : how.type,
        min_items: optional || how.type === 'struct' ? 0 : 1,
        max_items: how.type !== 'struct' && !type.includes('[]') ? 1 : 0,
        block: block(nested, declared, code, body[0]),
      };
    } else {
      const attribute = {type: typeOf(how.storage)};
      if (!attribute.type) {
        throw new Error(`${interfaceName}.${name} has an unknown type ${how.storage}`);
      }
      result.attributes[name] = Object.assign(attribute, optional ? {optional: true} : {required: true});
    }
  }
  return result;
}

/** What only the provider sets, and other resources refer to. */
function computed(code, attributes) {
  for (const [, name, kind] of code.matchAll(
      /\/\/ (\w+) - computed: true, optional: false, required: false\n    get \w+\(\) \{\n        return this\.get(String|Number|Boolean)Attribute/g)) {
    attributes[name] ??= {type: {String: 'string', Number: 'number', Boolean: 'bool'}[kind], computed: true};
  }
}

function resource(name) {
  const folder = name.replace(/^google_/, '').replace(/_/g, '-');
  const read = (file) => fs.readFileSync(path.join(packageFolder, 'lib', folder, file), 'utf8');
  const code = read('index.js');
  const declared = interfaces(read('index.d.ts'));
  const main = Object.keys(declared).find((key) => /Config$/.test(key)
      && read('index.d.ts').includes('interface ' + key + ' extends cdktf.TerraformMetaArguments'));
  const start = code.lastIndexOf('synthesizeHclAttributes()');
  const mainClass = code.slice(code.lastIndexOf('\nclass ', start));
  const result = block(main, declared, code, code.slice(start));
  computed(mainClass, result.attributes);
  result.attributes.id = {type: 'string', optional: true, computed: true};
  return {version: 0, block: result};
}

function sorted(value) {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort().map(([k, v]) => [k, sorted(v)])) : value;
}

const version = fs.readFileSync(path.join(packageFolder, 'lib', 'provider', 'index.js'), 'utf8')
    .match(/providerVersion: '([^']+)'/)[1];
const schemas = {};
names.forEach((name) => { schemas[name] = resource(name); });
const lines = Object.entries(sorted(schemas)).map(([name, schema]) => `  ${JSON.stringify(name)}: ${JSON.stringify(schema)}`);
console.log(`{"provider": "hashicorp/google", "version": "${version}", "resource_schemas": {\n${lines.join(',\n')}\n}}`);

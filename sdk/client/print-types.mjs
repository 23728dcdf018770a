// Prints TypeScript interfaces from JSON schemas of an OpenAPI document. Every member gets a comment: the description
// in the schema, or a note of ours where the schema has none. A member with neither, and a note that is not used, fail.

/** Schemas that get a name, each by one place where it occurs. An equal schema elsewhere gets the same name. */
export function namesOf(places, schemas) {
  const names = new Map();
  for (const [place, name] of Object.entries(places)) {
    const found = at(schemas, place);
    if (!found) throw new Error(`There is no schema at ${place}.`);
    names.set(JSON.stringify(shapeOf(found)), { name, schema: found });
  }
  return names;
}

/** The schema at a place such as `Check.steps[].probe`. */
function at(schemas, place) {
  const [root, ...steps] = place.split(/\.|(?=\[\])/);
  return steps.reduce(
    (schema, step) => (step === '[]' ? schema?.items : (schema?.properties?.[step] ?? schema?.[step])),
    schemas[root],
  );
}

export function isPage({ properties = {} }) {
  const members = Object.keys(properties);
  return properties.items?.type === 'array' && members.every(each => ['items', 'nextCursor'].includes(each));
}

/** Equal objects get the same type everywhere, whatever the descriptions of their places. */
function shapeOf({ description: _, ...shape }) {
  return shape;
}

export class TypePrinter {
  #names;
  #renamed;
  #notes;
  #used = new Set();
  #missing = [];
  #schemas;

  constructor({ names, renamed, notes, schemas }) {
    this.#names = names;
    this.#renamed = renamed;
    this.#notes = notes;
    this.#schemas = schemas;
  }

  /** One exported type. `takesUndefined`: what a caller gives, where undefined means absent. */
  declaration(name, schema, { takesUndefined = false } = {}) {
    const comment = commentOf(schema.description ?? this.#note(name, name), '');
    const context = { place: name, indent: '', takesUndefined, isRoot: true };
    if (schema.properties) return `${comment}export interface ${name} ${this.#object(schema, context)}`;
    const type = this.type(schema, context);
    return `${comment}export type ${name} =${type.startsWith('\n') ? '' : ' '}${type};`;
  }

  type(schema, context) {
    if (schema.$ref) return this.#refName(schema.$ref);
    const named = !context.isRoot && this.#names.get(JSON.stringify(shapeOf(schema)));
    if (named) return named.name;
    const inner = { ...context, isRoot: false };
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices)
      return unionOf(
        choices.map(each => this.type(each, inner)),
        context.indent,
      );
    if (schema.enum) return unionOf(schema.enum.map(literalOf), context.indent);
    if (schema.type === 'array') return this.#array(schema, inner);
    if (schema.type === 'object') return this.#object(schema, inner);
    const simple = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' };
    const found = simple[schema.type];
    if (!found) throw new Error(`${context.place}: no type is known for ${JSON.stringify(schema)}`);
    return found;
  }

  /** Fails when a member has no comment, or a note belongs to no member. */
  finish() {
    const idle = Object.keys(this.#notes).filter(each => !this.#used.has(each));
    const faults = [
      ...this.#missing.map(each => `${each} has neither a description in its schema nor a note.`),
      ...idle.map(each => `The note for ${each} is not used.`),
    ];
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  #array({ items }, context) {
    const type = this.type(items, { ...context, place: `${context.place}[]` });
    return /^[\w.]+$/.test(type) ? `${type}[]` : `Array<${type}>`;
  }

  #object({ properties = {}, required = [], additionalProperties }, context) {
    const { place, indent, takesUndefined } = context;
    const inner = `${indent}  `;
    const members = Object.entries(properties).map(([name, schema]) => {
      const at = `${place}.${name}`;
      const isRequired = required.includes(name);
      const type = this.type(schema, { ...context, place: at, indent: inner, isRoot: false });
      const mark = `${schema.readOnly ? 'readonly ' : ''}${/^\w+$/.test(name) ? name : JSON.stringify(name)}`;
      const optional = isRequired ? '' : '?';
      const space = type.startsWith('\n') ? '' : ' ';
      const ending = !isRequired && takesUndefined ? ' | undefined' : '';
      const comment = commentOf(this.#comment(schema, at, name), inner);
      return `${comment}${inner}${mark}${optional}:${space}${type}${ending};\n`;
    });
    if (additionalProperties) {
      const type =
        additionalProperties === true ? 'unknown' : this.type(additionalProperties, { ...context, indent: inner });
      const comment = members.length > 0 ? 'Members that a newer service may add.' : 'Any member.';
      members.push(`${commentOf(comment, inner)}${inner}[name: string]: ${type};\n`);
    }
    return `{\n${members.join('')}${indent}}`;
  }

  #comment(schema, place, name) {
    const own = schema.description ?? schema.anyOf?.find(each => each.description)?.description;
    const text = own ?? this.#note(place, name) ?? this.#refComment(schema);
    const isTime = [schema, ...(schema.anyOf ?? [])].some(each => each.format === 'date-time');
    if (!text) this.#missing.push(place);
    return isTime ? `${text} ISO 8601.` : text;
  }

  #note(place, name) {
    const found = [place, name].find(each => each in this.#notes);
    if (found) this.#used.add(found);
    return found && this.#notes[found];
  }

  #refComment(schema) {
    return schema.$ref && this.#schemas[schema.$ref.split('/').at(-1)].description;
  }

  /** A page of a list has the type of all pages. */
  #refName(ref) {
    const name = ref.split('/').at(-1);
    const schema = this.#schemas[name];
    if (isPage(schema)) {
      const place = `${name}.items[]`;
      return `Page<${this.type(schema.properties.items.items, { place, indent: '' })}>`;
    }
    return this.#renamed[name] ?? name;
  }
}

function literalOf(value) {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

const longestUnion = 80;

/** On one line, or a line for each choice. */
function unionOf(types, indent) {
  const line = types.join(' | ');
  if (line.length <= longestUnion || line.includes('\n')) return line;
  return types.map(each => `\n${indent}  | ${each}`).join('');
}

/** A comment of lines that stay within 120 columns. */
function commentOf(text, indent) {
  if (!text) return '';
  const words = text.replaceAll('*/', '*\\/').split(/\s+/);
  if (`${indent}/** ${words.join(' ')} */`.length <= 120) return `${indent}/** ${words.join(' ')} */\n`;
  const lines = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > 120) lines.push(`${indent} * ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return `${indent}/**\n${lines.join('\n')}\n${indent} */\n`;
}

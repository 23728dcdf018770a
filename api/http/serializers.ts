// Fastify's response serializers, compiled on first use. Compiling all of them takes most of the startup time.
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

const selectCompiler = SerializerSelector();
type Write = ReturnType<ReturnType<typeof selectCompiler>>;

/** By the text of the schema: many routes have the same answer. The named schemas never differ (schemas/named.ts). */
const compiled = new Map<string, Write>();

export const lazySerializers: typeof selectCompiler = (namedSchemas, options) => {
  const compile = selectCompiler(namedSchemas, options);
  return route => {
    let write: Write | undefined;
    return answer => {
      if (!write) {
        const text = JSON.stringify(route.schema);
        write = compiled.get(text) ?? compile(route);
        compiled.set(text, write);
      }
      return write(answer);
    };
  };
};

// Fastify's response serializers, compiled on first use. Compiling all of them takes most of the startup time.
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

const selectCompiler = SerializerSelector();

export const lazySerializers: typeof selectCompiler = (namedSchemas, options) => {
  const compile = selectCompiler(namedSchemas, options);
  return route => {
    let write: ReturnType<typeof compile> | undefined;
    return answer => {
      write ??= compile(route);
      return write(answer);
    };
  };
};

// Answers by their schemas, as Fastify does it, with one difference: what writes the answers of a route is made when the
// first is written, not at the start. Making all of them is most of what a start costs.
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

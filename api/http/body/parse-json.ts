// Parses JSON bodies. A body in which an object names a member twice is refused: JSON.parse keeps the last one, and
// another reader of the request may keep the first.
import type { FastifyInstance } from 'fastify';
import { hasRepeatedMembers } from '../../core/policy/document/repeated-members.js';
import { fail } from '../../errors.js';

const repeated = { path: '', message: 'an object names a member more than once' };

export function parseJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
    // Clients send the type with every call, also of a route that has no body.
    if (text === '') return done(null, undefined);
    void parse(request, text, (error, value) => {
      const isAmbiguous = !error && hasRepeatedMembers(text, value);
      done(isAmbiguous ? fail('request_invalid', { errors: [repeated] }) : error, value);
    });
  });
}

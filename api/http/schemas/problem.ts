// An error as callers get it: RFC 9457, with the kit's own code and the request's id.
import { Type } from 'typebox';

export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'Address of the page that explains the code, relative to this service.' }),
    title: Type.String({ description: 'The sentence that belongs to the code.' }),
    status: Type.Integer(),
    detail: Type.String({ description: 'What happened this time, in English.' }),
    code: Type.String({ description: 'What programs go by.' }),
    requestId: Type.String({ description: 'Finds the request in the log of the service.' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String({
            description: 'JSON pointer into the body; query fields stand under /query, headers under /headers.',
          }),
          message: Type.String(),
        }),
      ),
    ),
  },
  {
    $id: 'Problem',
    additionalProperties: true,
    description: 'Why a request was refused. Some codes add members of their own, such as `state` or `why`.',
  },
);

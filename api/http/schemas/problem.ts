// An error as callers receive it: RFC 9457 with the kit's own code and the request id.
import { Type } from 'typebox';

export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'Path of the page that explains the code, relative to this service.' }),
    title: Type.String({ description: 'The sentence of the code.' }),
    status: Type.Integer(),
    detail: Type.String({ description: 'What happened this time, in English.' }),
    code: Type.String({ description: 'The error code. Programs act on this.' }),
    requestId: Type.String({ description: 'Finds the request in the log of the service.' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String({
            description: 'JSON pointer into the body. Query fields start with /query, headers with /headers.',
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

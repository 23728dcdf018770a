// What a newcomer reads first in the OpenAPI document and on its page, in Markdown. A test runs the calls as they stand.
import { errorPage } from '../problems.js';

export const startHere = `Gets, keeps and gives back access to customers' AWS accounts.

## Start here

**A key.** Every request under \`/v1\` carries \`Authorization: Bearer db_…\`. \`node dist/api/main.js first-key\` prints the
first operator key; with that one, \`POST /v1/api-keys\` makes all others. A local run prints keys of its own at start. On this page
press *Authorize* and paste one: *Try it out* then sends real requests. Each operation says which kinds of key may call it:
*operator* (keys, webhooks), *support* (looking after customers), *backend* (your own product), *auditor* (reading).

**The first calls**, with a backend key:

1. \`POST /v1/tenants\` with \`{"name": "Blue Harbor"}\`: a customer of yours.
2. \`POST /v1/tenants/{tenantId}/connections\` with \`{"accountId": "320987654321", "permissionSetId": "cost-read"}\`: one AWS
   account of that customer, with an external ID made here.
3. \`POST /v1/tenants/{tenantId}/connections/{connectionId}/links\` with \`{"kind": "hand-off"}\`: the \`url\` to send to the
   account's admin, who launches the role there. Checks begin by themselves.

Once \`GET\` of the connection says \`"issuing": true\`, \`POST …/sessions\` with \`{}\` hands out credentials.

**Errors** are problems of RFC 9457. Act on \`code\`, show \`detail\`, quote \`requestId\`; [every code is explained](${errorPage}).
Where there is a \`Retry-After\`, ask again after so many seconds.

**Repeating a POST** is safe with an \`Idempotency-Key\` of your own, kept for 24 hours: the same body gets the first answer
again, another body is refused. An answer that held a secret is not kept: then 409 \`already_made\` names what was made.
\`POST …/sessions\` takes no such key: every ask is its own.

**Lists** are \`{items, nextCursor?}\`, newest first: ask for \`limit\` (at most 100), and give \`nextCursor\` back as \`cursor\`
until there is none.`;

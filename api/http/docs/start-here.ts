// What new API users read first in the OpenAPI document and on its page, in Markdown. A test runs its calls as written.
import { errorPage } from '../problems.js';

export const startHere = `Gets, keeps and returns access to customers' AWS accounts.

## Start here

**A key.** Every request under \`/v1\` needs the header \`Authorization: Bearer db_…\`. The command
\`node dist/api/main.js first-key\` prints the first operator key. Use that key with \`POST /v1/api-keys\` to create all
others. A local run prints its own keys at start. To send requests from this page, press *Authorize*, paste a key and
use *Try it out*. Each operation lists the key scopes that may call it: *operator* (keys, webhooks), *support*
(helping customers), *backend* (your own product), *auditor* (reading).

**The first calls**, with a backend key:

1. \`POST /v1/tenants\` with \`{"name": "Blue Harbor"}\` creates a tenant: one of your customers.
2. \`POST /v1/tenants/{tenantId}/connections\` with
   \`{"accountId": "320987654321", "permissionSetId": "cost-read"}\` creates a connection to one AWS account of that
   customer. The service generates its external ID.
3. \`POST /v1/tenants/{tenantId}/connections/{connectionId}/links\` with \`{"kind": "hand-off"}\` returns a \`url\`.
   Send it to the account's admin, who launches the role there. Checks start automatically.

When \`GET\` of the connection returns \`"issuing": true\`, \`POST …/sessions\` with \`{}\` issues credentials.

**Errors** are RFC 9457 problems. Act on \`code\`, show \`detail\`, quote \`requestId\`.
[Every code is explained](${errorPage}). If there is a \`Retry-After\`, wait that many seconds before you try again.

**Repeating a POST** is safe with an \`Idempotency-Key\` of your choice, stored for 24 hours. The same key with the same
body returns the first answer; with a different body it is refused. An answer that held a secret is not stored: the
repeat returns 409 \`already_made\` with the id of what was created. \`POST …/sessions\` does not accept this header:
every credential request is independent.

**Lists** are \`{items, nextCursor?}\`, newest first. Set \`limit\` (at most 100), and send \`nextCursor\` as
\`cursor\` to get the next page. The last page has no \`nextCursor\`.`;

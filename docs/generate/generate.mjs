// Generates the pages that come from code: configuration, errors, callers, findings, metrics, the life of a connection,
// the vendor's stack. With `--check` it fails when a page is outdated.
import { readFileSync, writeFileSync } from 'node:fs';
import { configSchema } from '../../dist/api/config/schema.js';
import { callerKinds, callerTable, conditionOf } from '../../dist/api/core/access/caller.js';
import { findingKinds } from '../../dist/api/core/finding/findings.js';
import { errorTable } from '../../dist/api/errors.js';
import { errorAdvice, ownerWords } from '../../dist/api/http/docs/error-advice.js';
import { en } from '../../dist/templates/text/en/en.js';
import { life } from './life.mjs';
import { metrics } from './metrics.mjs';
import { note, table } from './printing.mjs';
import { vendorStack } from './vendor-stack.mjs';

function configuration() {
  const required = new Set(configSchema.required);
  const rows = Object.entries(configSchema.properties).map(([name, schema]) => [
    `\`${name}\``,
    schema.default === undefined ? (required.has(name) ? 'required' : '-') : `\`${schema.default}\``,
    (schema.anyOf ? `One of ${schema.anyOf.map(each => `\`${each.const}\``).join(', ')}. ` : '') + schema.description,
  ]);
  return `# Configuration
${note}
The service reads these environment variables once, at start. One error names every invalid or missing variable. What to
create in AWS for them: [vendor-stack.md](vendor-stack.md).

The local run (\`npm start\`) sets them itself. It also reads \`DRAWBRIDGE_PORT\`, \`DRAWBRIDGE_LOG_LEVEL\`,
\`DRAWBRIDGE_LOGO\`, \`DRAWBRIDGE_LANGUAGES\` and \`DRAWBRIDGE_DATA\` (its folder, by default \`.drawbridge\`).

${table(['variable', 'default', 'what it is'], rows)}
`;
}

function errors() {
  const rows = Object.entries(errorTable).map(([code, [status, sentence]]) => [
    `<a id="${code}"></a>\`${code}\``,
    status,
    sentence,
    ownerWords[errorAdvice[code][0]],
    errorAdvice[code][1],
  ]);
  return `# Errors
${note}
Every error is an RFC 9457 problem: \`{ type, title, status, detail, code, requestId, errors? }\`. Act on \`code\`, show
\`detail\`, quote \`requestId\` to support.

${table(['code', 'status', 'what happened', 'who acts', 'what to do next'], rows)}
`;
}

function callers() {
  const rows = Object.entries(callerTable).map(([action, kinds]) => [
    `\`${action}\``,
    ...callerKinds.map(kind => (kinds.includes(kind) ? (conditionOf(kind, action) ?? 'yes') : '')),
  ]);
  return `# Who may do what
${note}
An API key is bound to named tenants or to all, a link to one connection. Everything else is *not found* for that
caller. \`system\` is the kit's own work (due checks, expiry); it never issues.

A link names the key that created it. Each use of the link reads that key again: the link may do what this table allows
and what its key may do at that moment. It ends when the key is revoked or expires, and when a rotation with
\`endLinks\` ends it. Suspending and stopping tests work through every manage link. What counts as the word of the
tenant's person (resume, consent, legacy access, a stated end, an accepted widening) needs a key with
\`mayVouchForPersons\`. Only an operator creates such a key, and a backend key with it never issues credentials.

${table(['action', ...callerKinds], rows)}
`;
}

function findings() {
  const rows = Object.entries(findingKinds).map(([code, { severity, owner, proof }]) => [
    `<a id="${code}"></a>\`${code}\``,
    severity,
    owner,
    proof,
    `${en[`finding.${code}`]} ${en[`finding.${code}.advice`]}`,
  ]);
  return `# Findings
${note}
A check can find these in a role that was launched. A critical finding makes a connection \`unsafe\`, and a role that
refuses us makes it \`unreachable\`: both stop issuing. Other findings make it \`drifted\`; information changes nothing.

The severity shown is the highest that a finding can have. We rate permissions by what they newly allow. Gaining more
rights, reading data and writing are high; reading settings is medium. A policy that changes nothing is information.

If the role accepts a probe that it must refuse, the check ends and does not read the role. Earlier findings in the role
remain, with the time since which no check has tested them (\`notLookedAtSince\`).

A *witness* is a request (principal, action, resource, condition keys) with the result for the announced role and for
the live role; both were evaluated. An *observation* is a fact that alone decides no request; its facts name what was
announced and what was found. An *undecided* difference has no witness, although one may exist. In the local run the
local AWS evaluates a witness that you copy from \`witness\` of the finding: \`curl -H 'content-type: application/json'
-d '<the witness>' http://127.0.0.1:4701/_decide\`.

${table(['code', 'severity', 'who fixes it', 'proof', 'what it means, and what to do'], rows)}
`;
}

const pages = {
  'configuration.md': configuration(),
  'errors.md': errors(),
  'callers.md': callers(),
  'findings.md': findings(),
  'metrics.md': metrics(),
  'life-of-a-connection.md': life(),
  'vendor-stack.md': vendorStack(),
};
const stale = [];
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(name);
}
if (stale.length > 0) {
  console.error(`Outdated: ${stale.join(', ')}. Run npm run docs and commit the result.`);
  process.exit(1);
}

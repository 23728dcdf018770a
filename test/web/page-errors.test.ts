// Errors on pages: every error code that a page can meet has a sentence of its own, in both languages.
import t from 'tap';
import { type ErrorCode, errorTable } from '../../api/errors.js';
import { en } from '../../templates/text/en/en.js';
import { ja } from '../../templates/text/ja/ja.js';
import { isTextKey, type TextKey } from '../../templates/text/say.js';
import { provenConnection, updateStack } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { type SourceFile, sourcesIn } from '../helpers/sources.js';
import { newWorld } from '../helpers/world.js';

/** The error codes that modules name which pages run: their own, and those they import, directly or not. */
function codesBehindPages(): Map<ErrorCode, string> {
  const files = new Map(sourcesIn('api', 200).map(each => [each.path, each]));
  const reached = new Set<SourceFile>();
  const walk = (file: SourceFile | undefined): void => {
    if (!file || file.path === 'api/errors.ts' || reached.has(file)) return;
    reached.add(file);
    for (const { from, typeOnly } of file.imports) if (!typeOnly) walk(files.get(from));
  };
  for (const file of files.values()) {
    // What the pages' ports call: any of it may fail while a page is made.
    if (/^api\/(web|stores|broker|aws)\//.test(file.path)) walk(file);
  }
  const codes = new Map<ErrorCode, string>();
  for (const { path, text } of reached)
    for (const [, code] of text.matchAll(/'([a-z_]+)'/g))
      if (Object.hasOwn(errorTable, code!)) codes.set(code as ErrorCode, path);
  return codes;
}

t.test('every error code that operations behind a page can throw has its own sentence', async t => {
  const codes = codesBehindPages();
  t.ok(codes.size >= 45, `${codes.size} codes`);
  for (const expected of ['rotation_taken_up', 'upgrade_open', 'checks_too_frequent', 'store_unavailable'] as const)
    t.ok(codes.has(expected), expected);
  for (const [code, path] of codes) t.ok(isTextKey(`error.${code}`), `${code}, named in ${path}`);
  for (const texts of [en, ja]) {
    const sentences = [...codes.keys()].map(code => texts[`error.${code}` as TextKey]);
    t.equal(new Set(sentences).size, sentences.length, 'and no two codes share one');
  }
});

t.test('no form of the manage page is blamed for what the state of a rotation or an update refuses', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const page = await managePage(world, where);
  const refused = async (form: string, sentence: RegExp) => {
    const { statusCode, body } = await page.send(form);
    t.equal(statusCode, 409, form);
    t.match(body, sentence, form);
    t.notMatch(body, 'field of the form', form);
  };
  await refused('rotation/cancel', /No new external ID is waiting/);
  await refused('upgrade/start', /already has this version/);
  await refused('upgrade/cancel', /No update is waiting/);
  await refused('resume', /Nothing was changed|current state/);
  t.equal((await page.send('rotation/start')).statusCode, 303);
  await refused('rotation/start', /already waiting for you/);
  await updateStack(world, where);
  t.equal((await page.send('check', {})).statusCode, 303);
  t.match(await page.read(), 'External ID replacement', 'the page is shown while the check switches to the new ID');
  await world.ports.background.idle();
  t.match(await page.read(), 'The new external ID has been in use since');
  await refused('rotation/cancel', /No new external ID is waiting/);
});

t.test('a rotation that the role has taken up cannot be cancelled, and the page says so', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const page = await managePage(world, where);
  await page.send('rotation/start');
  await updateStack(world, where);
  const { statusCode, body } = await page.send('rotation/cancel');
  t.equal(statusCode, 409);
  t.match(body, /already accepts the new external ID, so the replacement can no longer be cancelled/);
});

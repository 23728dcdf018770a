// Pages never show success beside danger, whatever the state and the health of their connection.
import t from 'tap';
import type { Connection, Health, State } from '../../api/core/connection/connection.js';
import { finding } from '../../api/core/finding/findings.js';
import { en } from '../../templates/text/en/en.js';
import { ja } from '../../templates/text/ja/ja.js';
import { provenConnection } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const states: State[] = ['pending', 'verified', 'suspended', 'revoked', 'expired'];
const healths: Health[] = ['unknown', 'healthy', 'drifted', 'unsafe', 'unreachable', 'gone'];

/** Shows the connection as if its item held these members. */
function shownAs(world: World, more: Partial<Connection>): () => void {
  const { connections } = world.ports;
  const { get } = connections;
  connections.get = async id => {
    const kept = await get.call(connections, id);
    return kept && { ...kept, value: { ...kept.value, ...more } };
  };
  return () => Object.assign(connections, { get });
}

/** Elements with a tone of success, except the steps of a check, each of which has a result of its own. */
function inGreen(html: string): string[] {
  return html.match(/<(?!li )\w+ class="[^"]*\bgood\b[^"]*"/g) ?? [];
}

t.test('the manage page has one headline: green only for a verified and healthy connection', async t => {
  const world = await newWorld(t);
  const page = await managePage(world, await provenConnection(world));
  for (const state of states) {
    for (const health of healths) {
      const findings = health === 'unsafe' ? [finding('trust_principal_wildcard', { principal: '*' })] : [];
      const done = shownAs(world, {
        state,
        health,
        findings,
        ...(health === 'gone' && { refusedSince: '2026-11-01' }),
      });
      for (const [language, texts] of Object.entries({ en, ja })) {
        const { html } = JSON.parse(await page.read(language, '/status')) as { html: string };
        const isGood = state === 'verified' && health === 'healthy';
        t.equal(inGreen(html).length, isGood ? 1 : 0, `${state} ${health} ${language}`);
        t.equal(html.match(/class="word"/g)?.length, 1, 'one headline');
        const headline = /class="word">([^<]+)</.exec(html)![1]!;
        if (!isGood) t.notOk(headline.includes(texts['state.verified']), headline);
      }
      done();
    }
  }
});

t.test('the rest of the manage page has no green either, not even after a form', async t => {
  const world = await newWorld(t);
  const page = await managePage(world, await provenConnection(world));
  for (const [state, done] of [
    ['verified', 'resumed'],
    ['suspended', 'suspended'],
    ['revoked', 'revoked'],
  ] as const) {
    const restore = shownAs(world, { state, health: 'unsafe' });
    t.same(inGreen(await page.read('en', `?done=${done}`)), [], state);
    restore();
  }
});

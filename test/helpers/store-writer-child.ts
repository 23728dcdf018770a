// A process to be killed: it opens the embedded database in a folder and changes tenants and writes ledger rows as fast
// as it can, and prints one line for each change that was acknowledged to it. Run by the kill test alone.
import { change, mintedRow, openStores, tenant } from './store-world.js';

const [folder = '', run = ''] = process.argv.slice(2);
const { stores } = await openStores(folder);
const acknowledge = (line: string) => process.stdout.write(`${line}\n`);

async function changeTenant(id: string): Promise<void> {
  let kept = (await stores.tenants.get(id)) ?? (await stores.tenants.create(tenant(id), change('tenant.made')));
  for (let n = 0; kept !== undefined && n < 1000; n += 1) {
    kept = await stores.tenants.change(kept, { ...kept.value, name: `${run}.${n}` }, change('tenant.renamed', n));
    if (kept) acknowledge(`tenant ${id} ${kept.revision} ${kept.last.hash}`);
  }
}

async function writeLedger(): Promise<void> {
  for (let n = 0; n < 1000; n += 1) {
    const id = `min_${run}_${n}`;
    await stores.ledger.put(mintedRow(id, new Date(Date.UTC(2026, 10, 22, 10, 0, 0, n)).toISOString()));
    acknowledge(`ledger ${id}`);
  }
}

await Promise.all([...['ten_1', 'ten_2', 'ten_3', 'ten_4'].map(changeTenant), writeLedger()]);

// The upgrade from a release without MACs: an operator's command gives every item its MAC, once. No start does that,
// because a start cannot tell a table of an earlier release from one whose MACs someone removed.
import { TableRefused } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

type Needs = Pick<Ports, 'tableIntegrity' | 'anchors'>;

/** Throws TableRefused when a release with MACs has run on this table. */
export async function migrateTable({ tableIntegrity, anchors }: Needs): Promise<{ written: number; left: number }> {
  // Earlier releases anchored nothing.
  for await (const _ of anchors?.walk() ?? []) throw new TableRefused(anchored);
  return tableIntegrity.migrate();
}

const anchored =
  'The anchors hold records, so a release with MACs has run on this table: its items had MACs, and someone removed ' +
  'them. Nothing was changed. If you restored a backup from before the upgrade, set other anchors and try again. See ' +
  'docs/exports.md.';

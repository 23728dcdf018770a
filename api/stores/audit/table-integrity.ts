// The integrity of the table as a port: MACs of a new key at start, the hold of a restored table, and the two commands
// of an operator.
import type { TableIntegrity } from '../../ports/audit.js';
import type { Table } from '../table/send.js';
import type { Integrity } from './integrity.js';
import { migrateMacs, needsMigration, renewMacs } from './migrate-macs.js';

export function makeTableIntegrity(table: Table, integrity: Integrity): TableIntegrity {
  return {
    async open() {
      const renewed = await renewMacs(table, integrity);
      return { renewed, ownItem: integrity.ownItem! };
    },
    get held() {
      return integrity.held;
    },
    adopt: ownItem => integrity.adopt(ownItem),
    needsMigration: () => needsMigration(table, integrity),
    migrate: () => migrateMacs(table, integrity),
  };
}

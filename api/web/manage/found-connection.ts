// What a page has read of its connection, once for all of its parts.
import type { Connection } from '../../core/connection/connection.js';
import type { Versioned } from '../../ports/subjects.js';

export interface FoundConnection {
  kept: Versioned<Connection>;
  tenantName: string;
}

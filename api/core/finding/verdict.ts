// What one finished check concludes about a connection. Types only.
import type { Finding } from './findings.js';

/** What a conclusive check concluded, as the state machine hears it. */
export type CheckVerdict =
  | {
      outcome: 'admitted';
      launch: number;
      roleUniqueId: string;
      findings: Finding[];
      boundaryVersion?: string;
      /** This old ID was refused again and again, by a caller that was able to ask. */
      deadId?: string;
      /** The live role is what the open upgrade to this version asks for. */
      upgradedTo?: string;
    }
  | { outcome: 'unsafe'; launch: number; roleUniqueId: string; findings: Finding[] }
  | { outcome: 'refused'; findings: Finding[] };

/** The verdict of a check that was let in. */
export type SeenVerdict = Exclude<CheckVerdict, { outcome: 'refused' }>;

// The conclusion of one finished check. Types only.
import type { StackReport } from '../iam/stack.js';
import type { Finding } from './findings.js';

/** A live role that differs from its spec, as a check read it: its digest, and the first check that found this one. */
export interface Deviation {
  digest: string;
  checkId: string;
}

/** The conclusion of a conclusive check, as the state machine receives it. */
export type CheckVerdict =
  | {
      outcome: 'admitted';
      launch: number;
      roleUniqueId: string;
      findings: Finding[];
      boundaryVersion?: string;
      /** The ARN of the stack that the role names; null: it names none. Absent: the role could not be read. */
      stackArn?: string | null;
      /** What drift detection says of the stack; only of full checks, and only with that option. */
      stackReport?: StackReport;
      /** The role refused this old external ID repeatedly, from a caller that could have assumed it. */
      deadId?: string;
      /** The live role matches the open upgrade to this version. */
      upgradedTo?: string;
      /** Absent: nothing can be accepted (drift/deviation.ts). */
      deviation?: Deviation;
    }
  | { outcome: 'unsafe'; launch: number; roleUniqueId: string; findings: Finding[] }
  | { outcome: 'refused'; findings: Finding[] };

/** The verdict of a check whose right external ID the role accepted. */
export type SeenVerdict = Exclude<CheckVerdict, { outcome: 'refused' }>;

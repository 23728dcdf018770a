// Names of earlier releases. They are removed in the next one.
import type { Inputs } from './operations.js';
import type { CreateOptions } from './request.js';
import type { ConnectionRef } from './types.js';

/** @deprecated Use `ConnectionRef`. */
export type Where = ConnectionRef;

/** @deprecated Use `CreateOptions`. */
export type MakeOptions = CreateOptions;

/** @deprecated Use the type of the body itself, such as `CreateConnectionInput`. */
export type Body<Id extends keyof Inputs> = Inputs[Id];

// The types of dynalite that the local run and the tests use; the package has none.
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** Data folder; in memory when absent. */
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }
  function dynalite(options?: Options): Server;
  export = dynalite;
}

declare module 'dynalite/db/index.js' {
  interface Database {
    open(): Promise<void>;
    close(): Promise<void>;
    keys(range?: { gte: string; lt: string }): AsyncIterable<string>;
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    del(key: string): Promise<void>;
  }
  const databases: {
    create(options: { path?: string }): { db: Database };
    /** The most bytes of an item. */
    MAX_SIZE: number;
  };
  export = databases;
}

declare module 'dynalite/validations/index.js' {
  type Types = Record<string, unknown>;
  /** Each throws an error with a `statusCode`. */
  const validations: {
    checkTypes(input: object, types: Types): object;
    checkValidations(input: object, types: Types, custom: unknown, store: unknown): void;
  };
  export = validations;
}

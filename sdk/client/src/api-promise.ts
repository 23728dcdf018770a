// The promise of one call. It resolves to the answer; `withResponse()` also gives the HTTP response and the request id.

/** An answer with the HTTP response that it came in. */
export interface WithResponse<Data> {
  /** The answer. */
  data: Data;
  /** The HTTP response of the last attempt. Its body has been read: use `data`. */
  response: Response;
  /** The id of the request in the log of the service. */
  requestId: string | undefined;
}

/** A promise of an answer. */
export interface ApiPromise<Data> extends Promise<Data> {
  /** The answer together with the HTTP response and the request id. It sends no second request. */
  withResponse(): Promise<WithResponse<Data>>;
}

/** The promise that a caller gets for a call. */
export function apiPromise<Data>(call: Promise<WithResponse<Data>>): ApiPromise<Data> {
  const data = call.then(each => each.data);
  return Object.assign(data, {
    withResponse() {
      // A caller that waits for the response alone gets the error from there.
      data.catch(() => {});
      return call;
    },
  });
}

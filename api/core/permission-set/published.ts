// A published version of a permission set, as the store holds it. Types only.

/** One version of a permission set, recorded when the service first started with it. It never changes. */
export interface PublishedPermissionSet {
  schema: 1;
  /** Id and version together: `cost-read@1.0.0`. */
  id: string;
  permissionSetId: string;
  version: string;
  /** SHA-256 of the whole set, as canonical JSON. */
  digest: string;
  publishedAt: string;
}

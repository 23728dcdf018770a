// Made from the service's OpenAPI document by generate.mjs. Do not edit.

/** Every code that a problem of the service may carry. */
export type ProblemCode =
    | "account_not_valid"
    | "already_made"
    | "aws_unavailable"
    | "body_not_json"
    | "body_too_large"
    | "check_not_found"
    | "checks_too_frequent"
    | "conflict"
    | "connection_not_found"
    | "cursor_invalid"
    | "delivery_not_found"
    | "duration_not_allowed"
    | "external_id_not_accepted"
    | "idempotency_key_not_accepted"
    | "idempotency_key_reused"
    | "idempotency_running"
    | "internal"
    | "key_missing"
    | "key_not_found"
    | "key_not_valid"
    | "legacy_already_recorded"
    | "legacy_is_own_role"
    | "legacy_not_found"
    | "legacy_not_open"
    | "legacy_not_valid"
    | "legacy_of_another_account"
    | "legacy_too_many"
    | "limits_not_valid"
    | "link_not_found"
    | "media_type_not_supported"
    | "not_allowed"
    | "not_in_this_state"
    | "not_issuing"
    | "not_refused"
    | "offboarding_not_open"
    | "options_not_valid"
    | "overloaded"
    | "partition_not_served"
    | "permission_set_not_found"
    | "request_invalid"
    | "review_not_open"
    | "role_arn_not_valid"
    | "role_not_of_this_connection"
    | "role_refused_us"
    | "rotation_not_open"
    | "rotation_open"
    | "rotation_taken_up"
    | "session_policy_not_valid"
    | "store_unavailable"
    | "sts_quota_reached"
    | "suspended_by_tenant"
    | "tenant_closed"
    | "tenant_not_found"
    | "too_many_pending"
    | "too_many_requests"
    | "too_many_webhooks"
    | "under_review"
    | "upgrade_not_offered"
    | "upgrade_not_open"
    | "upgrade_open"
    | "vendor_account"
    | "vendor_caller_unavailable"
    | "webhook_not_found"
    | "webhook_url_not_allowed";

export interface components {
    schemas: {
        /** @description Why a request was refused. Some codes add members of their own, such as `state` or `why`. */
        Problem: {
            /** @description Address of the page that explains the code, relative to this service. */
            type: string;
            /** @description The sentence that belongs to the code. */
            title: string;
            status: number;
            /** @description What happened this time, in English. */
            detail: string;
            /** @description What programs go by. */
            code: string;
            /** @description Finds the request in the log of the service. */
            requestId: string;
            errors?: {
                /** @description JSON pointer into the body; query fields stand under /query, headers under /headers. */
                path: string;
                message: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        /** @description A customer of the vendor. */
        Tenant: {
            id: string;
            name: string;
            reference?: string;
            /** @enum {string} */
            state: "open" | "closed";
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was closed; everything it had is revoked.
             */
            closedAt?: string;
        };
        /** @description A page of a list, newest first. */
        TenantList: {
            items: components["schemas"]["Tenant"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description One thing that a check saw. */
        Finding: {
            /** @enum {string} */
            code: "external_id_missing" | "external_id_weakened" | "external_id_retired_accepted" | "trust_stranger_admitted" | "trust_principal_wildcard" | "trust_principal_account" | "trust_principal_extra" | "trust_action_extra" | "trust_undecided" | "trust_principal_deleted" | "source_identity_loosened" | "trust_end_loosened" | "trust_narrowed" | "permissions_widened" | "deny_removed" | "deny_lapsed" | "permissions_narrowed" | "permissions_undecided" | "policy_added" | "policy_attached" | "policy_missing" | "permissions_removed" | "boundary_changed" | "managed_policy_version_moved" | "session_length_raised" | "tags_changed" | "role_recreated" | "old_role_left" | "self_reading_limited" | "access_refused" | "source_identity_refused" | "sessions_revoked_by_customer" | "outdated";
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "information";
            /**
             * @description Who can mend it.
             * @enum {string}
             */
            owner: "tenant" | "vendor";
            sentence: string;
            advice: string;
            /** @description What fills the sentence. */
            facts: {
                [key: string]: string;
            };
            witness?: components["schemas"]["Witness"];
            /**
             * Format: date-time
             * @description An earlier check saw it. Since this time no check has looked at it, so it may or may not be so still.
             */
            notLookedAtSince?: string;
        };
        /** @description A request that the role as announced and the role as it is answer differently. */
        Witness: {
            /** @description An ARN, a unique id, or a service. */
            principal: string;
            action: string;
            resource: string;
            /** @description Condition keys and their values; a key that is not here is missing from the request. */
            context: {
                [key: string]: string[];
            };
            /**
             * @description What the role as announced says of it.
             * @enum {string}
             */
            spec: "allowed" | "refused";
            /**
             * @description What the role as it is now says of it.
             * @enum {string}
             */
            live: "allowed" | "refused";
        };
        /** @description One AWS account of one tenant, joined to the vendor. */
        Connection: {
            /** @description The connection. */
            id: string;
            /** @description Whose it is. */
            tenantId: string;
            /** @description The AWS account, 12 digits. */
            accountId: string;
            /** @enum {string} */
            partition: "aws" | "aws-cn" | "aws-us-gov";
            /**
             * @description What people decided.
             * @enum {string}
             */
            state: "pending" | "verified" | "suspended" | "revoked" | "expired";
            /**
             * @description What the last conclusive check saw.
             * @enum {string}
             */
            health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
            /** @description Whether credentials are handed out now. */
            issuing: boolean;
            /**
             * @description Why not, when they are not.
             * @enum {string}
             */
            whyNotIssuing?: "pending" | "suspended" | "revoked" | "expired" | "ended" | "outside_window" | "hold_health" | "hold_stale";
            /** @description Made by this service; no request can set one. */
            readonly externalId: string;
            roleArn: string;
            roleName: string;
            permissionSet: {
                id: string;
                version: string;
            };
            /** @description Whether another version of its permission set is offered: a newer one, or what is left of a withdrawn one. */
            outdated: boolean;
            options: {
                namePrefix: string;
                path: string;
                permissionsBoundaryArn?: string;
                /** @description Tags that the role carries beside its own. */
                tags: {
                    [key: string]: string;
                };
                /**
                 * Format: date-time
                 * @description From then on the trust policy itself admits nobody.
                 */
                trustEndsAt?: string;
            };
            maxSessionSeconds: number;
            /**
             * Format: date-time
             * @description From then on nothing is handed out.
             */
            endsAt?: string;
            windows?: {
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                /** @description Included. */
                from: string;
                /** @description Not included. */
                to: string;
            }[];
            /**
             * Format: date-time
             * @description The hour in which credentials were last handed out, by its beginning.
             */
            lastHandedOutHour?: string;
            /** @description While suspended: who holds it; each side resumes what it suspended. */
            suspendedBy?: ("tenant" | "vendor")[];
            /**
             * @description Support has a look before there is anything to launch, and a hand-off link shows no more than that: nobody has decided yet, or support did not approve. The history says who decided, when and why.
             * @enum {string}
             */
            review?: "open" | "refused";
            /** @description The kit proposes to revoke it; people decide. */
            revokeProposed?: {
                /**
                 * @description `end_date`: it has passed. `gone`: the customer has ended the access. `unused`: for 90 days.
                 * @enum {string}
                 */
                why: "end_date" | "gone" | "unused";
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                at: string;
            };
            /** @description The newest launch number. */
            launch: number;
            /** @description A rotation of the external ID that is under way. */
            rotation?: {
                /**
                 * @description `customer`: the update with the new ID was not seen yet. `proof`: it was; the old ID is not proven dead yet.
                 * @enum {string}
                 */
                waitsFor: "customer" | "proof";
                /**
                 * Format: date-time
                 * @description When the new ID was drawn.
                 */
                startedAt?: string;
                /**
                 * Format: date-time
                 * @description When it is called off if nobody takes it up.
                 */
                deadline?: string;
                /**
                 * Format: date-time
                 * @description When the new ID was first admitted.
                 */
                switchedAt?: string;
            };
            /** @description A change that waits for the customer's update: another version of the permission set, another end of the trust policy, or both. */
            upgrade?: {
                to: string;
                /**
                 * Format: date-time
                 * @description When the customer was asked for it.
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @description The end that the trust policy has after it; absent: none.
                 */
                trustEndsAt?: string;
            };
            findings: components["schemas"]["Finding"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description While pending: when it expires.
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description When it was proven first.
             */
            verifiedAt?: string;
            /**
             * Format: date-time
             * @description When a check last came to a conclusion.
             */
            lastConclusiveCheckAt?: string;
            /**
             * Format: date-time
             * @description Since when the customer's account refuses us.
             */
            refusedSince?: string;
            /** @description The tenant said that it ended the access itself. */
            saidEnded?: {
                /**
                 * Format: date-time
                 * @description When it said so.
                 */
                at: string;
                /**
                 * @description Whose caller said it.
                 * @enum {string}
                 */
                by: "tenant" | "vendor";
                /**
                 * @description What the tenant says it did: AWS answers alike for all, so a check names none.
                 * @enum {string}
                 */
                cause?: "role_deleted" | "trust_edited" | "resource_control_policy";
            };
            /**
             * Format: date-time
             * @description Asks received after that get nothing.
             */
            issuingStoppedAt?: string;
            /** @description After a revoke, where a role was ever seen: whether it is closed in the account too. */
            offboarding?: {
                /**
                 * @description `checking`: the kit looks if the role is closed. `confirmed`: it is. `declined`, `stopped`: nobody looks. `unconfirmed`: 30 days are over and it was not proven.
                 * @enum {string}
                 */
                state: "declined" | "checking" | "confirmed" | "stopped" | "unconfirmed";
                /**
                 * @description Who said whether the kit may look: the tenant's own person, or the vendor for the tenant.
                 * @enum {string}
                 */
                decidedBy: "tenant" | "vendor";
                /**
                 * Format: date-time
                 * @description Nothing is sent from then on.
                 */
                until?: string;
                /**
                 * Format: date-time
                 * @description The first refusal of the unbroken row of refusals.
                 */
                refusedSince?: string;
                /** @description Roles that still admit us, and how they are deleted. */
                stillTrusts?: {
                    /**
                     * Format: date-time
                     * @description Since when the looks see these roles and no others.
                     */
                    since: string;
                    roles: {
                        roleArn: string;
                        roleName: string;
                        /** @description First: lets nobody do anything with the role, until it is gone. So what was cut stays cut. */
                        keepClosed: string;
                        /** @description Then each: takes off a policy that the last check saw beyond the announced ones. With it the stack is not deleted. */
                        removePolicies: string[];
                        /** @description Then: takes off the policy that cut the sessions, where it was put on; with it neither. */
                        dropRevocation: string;
                        /** @description Last: deletes the stack, and the role with it. */
                        deleteStack: string;
                    }[];
                };
                /**
                 * Format: date-time
                 * @description Revocation confirmed: refused again and again for at least an hour.
                 */
                confirmedAt?: string;
                /**
                 * Format: date-time
                 * @description Nothing is sent since then.
                 */
                endedAt?: string;
            };
            /** @description Access that was there before this connection, oldest first. */
            legacyAccess?: {
                /** @description One of its legacy accesses. */
                id: string;
                /**
                 * @description `role`: made by hand or with another external ID. `user`: a long-term access key.
                 * @enum {string}
                 */
                kind: "role" | "user";
                arn: string;
                /** @description Of a user: the key that the vendor was given. Never send its secret. */
                accessKeyId?: string;
                /**
                 * Format: date-time
                 * @description When it was recorded.
                 */
                recordedAt: string;
                /**
                 * @description `deleted`: so the tenant says. `mistaken`: it never was.
                 * @enum {string}
                 */
                state: "open" | "deleted" | "mistaken";
                /**
                 * Format: date-time
                 * @description When it was said.
                 */
                endedAt?: string;
                /** @description Who of the tenant said it. */
                person?: string;
                /** @description What the customer runs in its account. Absent until the connection's own role is proven and issues. */
                commands?: {
                    /** @description When it was last used, as AWS knows it. */
                    lookFirst?: string;
                    /** @description Which stack made the role, if any: then delete that stack instead. */
                    findStack?: string;
                    /** @description Switches the key off; it can be switched on again. */
                    switchOff?: string;
                    /** @description Takes it away for good. */
                    remove?: string;
                };
            }[];
            /** @description A revocation drill that goes on. It ends by itself; resume or revoke ends it before. */
            drill?: {
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                requestedAt: string;
                /** @description Who takes part. */
                people: string[];
                /** @description What of yours depends on the access. */
                dependents: string[];
            };
            /** @description What the last revocation drill measured, from the ledger. */
            lastDrill?: {
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                requestedAt: string;
                /** @description Who takes part. */
                people: string[];
                /** @description What of yours depends on the access. */
                dependents: string[];
                /**
                 * Format: date-time
                 * @description Asks received after that got nothing.
                 */
                issuingStoppedAt: string;
                /** @description From the request until then. */
                stopSeconds: number;
                /** @description Issued sessions that could be alive then. */
                sessionsAlive: number;
                /** @description The callers that had them. */
                usedBy: string[];
                /**
                 * Format: date-time
                 * @description When the last of them ended at the latest; absent when there were none.
                 */
                lastSessionEndedAt?: string;
                /** @description From the request until the last session's end. */
                endSeconds: number;
                /** @description Answers with credentials after that: none, or the drill failed. */
                handedOutAfterStop: number;
                /**
                 * Format: date-time
                 * @description When it was over.
                 */
                finishedAt: string;
            };
            /** @description Grows with every change; each has its row in the history. */
            revision: number;
        };
        /** @description A page of a list, newest first. */
        ConnectionList: {
            items: components["schemas"]["Connection"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description One thing that may be, or is not, behind a failure. */
        Cause: {
            code: string;
            /**
             * @description Whose side it is on.
             * @enum {string}
             */
            owner: "vendor" | "tenant" | "aws";
            sentence: string;
            /** @description What its owner does next; only for causes that are left. */
            nextStep?: string;
            /** @description The observation that excludes it. */
            excludedBy?: string;
        };
        /** @description One run of probes and inspection. */
        Check: {
            id: string;
            tenantId: string;
            connectionId: string;
            /**
             * @description Full: every probe and the inspection. Light, daily by the kit itself: one try without an external ID, then the inspection; findings that it does not look at stay as they were.
             * @enum {string}
             */
            kind: "full" | "light";
            /** @description The caller that asked for it. */
            for: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description When it ended; absent while it runs.
             */
            finishedAt?: string;
            /** @description The revision of the connection it looks at. */
            revision: number;
            steps: {
                probe: string;
                /**
                 * Format: date-time
                 * @description When it was answered.
                 */
                at: string;
                /** @description The launch whose role was asked. */
                launch?: number;
                /** @enum {string} */
                outcome: "assumed" | "refused" | "inconclusive" | "read" | "partly-read" | "not-made";
                /** @description Why it was inconclusive or not made. */
                why?: string;
                /** @description Who asked, when it was not the broker role. */
                as?: string;
            }[];
            result?: {
                /** @description An inconclusive check changes neither state nor health. */
                conclusive: boolean;
                /** @enum {string} */
                outcome?: "admitted" | "unsafe" | "refused";
                /** @description Why it was inconclusive. */
                reason?: string;
                /** @description The same in words. */
                sentence?: string;
                findings: components["schemas"]["Finding"][];
                /** @description Likeliest first. AWS answers alike for all of them. */
                causesLeft: components["schemas"]["Cause"][];
                causesExcluded: components["schemas"]["Cause"][];
            };
        };
        /** @description A page of a list, newest first. */
        CheckList: {
            items: components["schemas"]["Check"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description What the customer launches, in every form. */
        Delivery: {
            /** @description For whom the access is given, as the customer reads it. */
            tenantName: string;
            /** @description Opens the AWS console with everything filled in. Treat it like a password. */
            launchUrl: string;
            /** @description The published template. Treat it like a password. */
            templateUrl: string;
            /** @description SHA-256 that the template carries. */
            fingerprint: string;
            stackName: string;
            /** @description The region in which the stack is made. IAM is global. */
            region: string;
            /** @description The same by the AWS CLI, from the published template. */
            createCommand: string;
            /** @description The same from a downloaded template. */
            createFromFileCommand: string;
            /** @description Updates the stack in place; a launch link can only create. */
            updateCommand: string;
            deleteCommand: string;
            roleArn: string;
            /** @description The trust policy, for those who make roles with tools of their own. */
            trustPolicy: {
                [key: string]: unknown;
            };
            policies: {
                name: string;
                /** @description The inline policy. */
                document: {
                    [key: string]: unknown;
                };
            }[];
            permissionSet: {
                id: string;
                version: string;
            };
        };
        /** @description Who uses the access now, and how the customer ends that in its own account. */
        Impact: {
            /** @description Issued sessions that may still be alive. */
            sessionsAlive: number;
            /**
             * Format: date-time
             * @description When the last of them ends at the latest; absent when none is alive.
             */
            lastSessionEndsAt?: string;
            /**
             * Format: date-time
             * @description The customer cut what was issued before (AWSRevokeOlderSessions), as the last check saw it.
             */
            cutBefore?: string;
            /** @description How many of them can do nothing, as long as that policy stays on the role. */
            sessionsCut?: number;
            /**
             * Format: date-time
             * @description The hour in which credentials were last handed out, by its beginning; the ledger has the times.
             */
            lastHandedOutHour?: string;
            /** @description The callers they were handed to, newest first. */
            usedBy: string[];
            /** @description What the customer runs in its account, in this order. */
            commands: {
                /** @description Cuts every session of the role now, in the customer account. */
                cutSessions: string;
                /** @description First: lets nobody do anything with the role, until it is gone. So what was cut stays cut. */
                keepClosed: string;
                /** @description Then each: takes off a policy that the last check saw beyond the announced ones. With it the stack is not deleted. */
                removePolicies: string[];
                /** @description Then: takes off the policy that cut the sessions, where it was put on; with it neither. */
                dropRevocation: string;
                /** @description Last: deletes the stack, and the role with it. */
                deleteStack: string;
            };
        };
        /** @description What was stopped, what is still valid, and how to end that too. */
        Ended: {
            connection: components["schemas"]["Connection"];
            /**
             * Format: date-time
             * @description Asks received after that get nothing.
             */
            issuingStoppedAt?: string;
            /**
             * Format: date-time
             * @description Credentials already issued stay valid until then; absent when there are none.
             */
            lastSessionEndsAt?: string;
            sessionsAlive: number;
            /** @description The same in words. */
            sentence: string;
            /** @description What the customer runs in its account, in this order. */
            commands: {
                /** @description Cuts every session of the role now, in the customer account. */
                cutSessions: string;
                /** @description First: lets nobody do anything with the role, until it is gone. So what was cut stays cut. */
                keepClosed: string;
                /** @description Then each: takes off a policy that the last check saw beyond the announced ones. With it the stack is not deleted. */
                removePolicies: string[];
                /** @description Then: takes off the policy that cut the sessions, where it was put on; with it neither. */
                dropRevocation: string;
                /** @description Last: deletes the stack, and the role with it. */
                deleteStack: string;
            };
        };
        /** @description Back to the state before, with health unknown. A check starts; issuing waits for it. */
        Resumed: {
            connection: components["schemas"]["Connection"];
        };
        /** @description A connection was made and waits for its launch. */
        ConnectionCreatedEvent: {
            /** @enum {string} */
            type: "connection.created";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.created";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Options, session limit or role name of a pending connection were changed. */
        ConnectionChangedEvent: {
            /** @enum {string} */
            type: "connection.changed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.changed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description What was changed. */
                    changed?: string[];
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description End date or access windows were changed. */
        ConnectionLimitsChangedEvent: {
            /** @enum {string} */
            type: "connection.limits-changed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.limits-changed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description What was changed. */
                    changed?: string[];
                    /** @description The end date; null: none. */
                    endsAt?: string;
                    /** @description The weekly windows, in UTC; none: at any time. */
                    windows?: string[];
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The kit proposes to revoke it. People decide. */
        ConnectionRevokeProposedEvent: {
            /** @enum {string} */
            type: "connection.revoke-proposed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.revoke-proposed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description `end_date`: it has passed. `gone`: the customer ended it. `unused`: for 90 days. */
                    why?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description What it was proposed for is no longer so. */
        ConnectionRevokeProposalLiftedEvent: {
            /** @enum {string} */
            type: "connection.revoke-proposal-lifted";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.revoke-proposal-lifted";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Another launch was asked for, with the next launch number. */
        ConnectionLaunchedAgainEvent: {
            /** @enum {string} */
            type: "connection.launched-again";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.launched-again";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Support decided on a connection under review. */
        ConnectionReviewedEvent: {
            /** @enum {string} */
            type: "connection.reviewed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.reviewed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description Whether it was approved. */
                    approve?: boolean;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A check proved the role for the first time. */
        ConnectionVerifiedEvent: {
            /** @enum {string} */
            type: "connection.verified";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.verified";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description The check that saw it. */
                    checkId?: string;
                    /** @description `admitted`, `refused` or `unsafe`. */
                    outcome?: string;
                    /** @description The health after it. */
                    health?: string;
                    /** @description The health before it: `unknown` where it is the first check since the connection was made or resumed. */
                    healthBefore?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A check saw something else than was known before: health or findings. */
        ConnectionCheckedEvent: {
            /** @enum {string} */
            type: "connection.checked";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.checked";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description The check that saw it. */
                    checkId?: string;
                    /** @description `admitted`, `refused` or `unsafe`. */
                    outcome?: string;
                    /** @description The health after it. */
                    health?: string;
                    /** @description The health before it: `unknown` where it is the first check since the connection was made or resumed. */
                    healthBefore?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A new external ID was drawn; the customer is to update the role. */
        ConnectionRotationStartedEvent: {
            /** @enum {string} */
            type: "connection.rotation-started";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.rotation-started";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description When it is called off unless the customer has taken it up. */
                    deadline?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The new external ID was called off; the current one stays. */
        ConnectionRotationCancelledEvent: {
            /** @enum {string} */
            type: "connection.rotation-cancelled";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.rotation-cancelled";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The new external ID was admitted and is the current one now. */
        ConnectionRotationSwitchedEvent: {
            /** @enum {string} */
            type: "connection.rotation-switched";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.rotation-switched";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description What saw it first, where it was no check: `ask` or `cancel`. */
                    by?: string;
                    /** @description The check that saw it first. */
                    checkId?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The old external ID was proven dead. */
        ConnectionRotationFinishedEvent: {
            /** @enum {string} */
            type: "connection.rotation-finished";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.rotation-finished";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description The check that saw it. */
                    checkId?: string;
                    /** @description `admitted`, `refused` or `unsafe`. */
                    outcome?: string;
                    /** @description The health after it. */
                    health?: string;
                    /** @description The health before it: `unknown` where it is the first check since the connection was made or resumed. */
                    healthBefore?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The customer was asked to update the role: to another version of its permission set, or another end of its trust. */
        ConnectionUpgradeStartedEvent: {
            /** @enum {string} */
            type: "connection.upgrade-started";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.upgrade-started";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description The version in use. */
                    from?: string;
                    /** @description The version that is asked for. */
                    to?: string;
                    /** @description Where it is to change: the end of the trust policy; null: none. */
                    trustEndsAt?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The upgrade was called off; the version in use stays. */
        ConnectionUpgradeCancelledEvent: {
            /** @enum {string} */
            type: "connection.upgrade-cancelled";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.upgrade-cancelled";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A check saw the update: the role is what was asked for. */
        ConnectionUpgradedEvent: {
            /** @enum {string} */
            type: "connection.upgraded";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.upgraded";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description The check that saw it. */
                    checkId?: string;
                    /** @description `admitted`, `refused` or `unsafe`. */
                    outcome?: string;
                    /** @description The health after it. */
                    health?: string;
                    /** @description The health before it: `unknown` where it is the first check since the connection was made or resumed. */
                    healthBefore?: string;
                    /** @description The version in use now. */
                    version?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description No credentials are handed out until it is resumed. */
        ConnectionSuspendedEvent: {
            /** @enum {string} */
            type: "connection.suspended";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.suspended";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description One side resumed; a check follows before credentials are handed out. */
        ConnectionResumedEvent: {
            /** @enum {string} */
            type: "connection.resumed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.resumed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The tenant said that it ended the access in its own account. */
        ConnectionEndStatedEvent: {
            /** @enum {string} */
            type: "connection.end-stated";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.end-stated";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description What it did, where it said so. */
                    cause?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A revocation drill: nothing is issued until what is out has expired; then access comes back by itself. */
        ConnectionDrillStartedEvent: {
            /** @enum {string} */
            type: "connection.drill-started";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.drill-started";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The drill is over. A check follows before credentials are handed out again. */
        ConnectionDrillFinishedEvent: {
            /** @enum {string} */
            type: "connection.drill-finished";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.drill-finished";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description From the request until issuing had stopped. */
                    stopSeconds?: number;
                    /** @description From the request until the last session's end. */
                    endSeconds?: number;
                    /** @description Sessions that could be alive when issuing stopped. */
                    sessionsAlive?: number;
                    /** @description Answers with credentials after that: none, or the drill failed. */
                    handedOutAfterStop?: number;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Access that was there before was recorded: a hand-made role or a long-term key. It is never used. */
        ConnectionLegacyRecordedEvent: {
            /** @enum {string} */
            type: "connection.legacy-recorded";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.legacy-recorded";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description Which one. */
                    legacyId?: string;
                    /** @description `role` or `user`. */
                    kind?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The tenant said that it deleted a legacy access. */
        ConnectionLegacyClosedEvent: {
            /** @enum {string} */
            type: "connection.legacy-closed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.legacy-closed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description Which one. */
                    legacyId?: string;
                    /** @description `role` or `user`. */
                    kind?: string;
                    /** @description Who of the tenant said it. */
                    person?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A legacy access had been recorded by mistake. */
        ConnectionLegacyRetractedEvent: {
            /** @enum {string} */
            type: "connection.legacy-retracted";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.legacy-retracted";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description Which one. */
                    legacyId?: string;
                    /** @description `role` or `user`. */
                    kind?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Legacy access is still open although the role that replaces it works. Sent a week after that, then monthly. */
        ConnectionLegacyRemindedEvent: {
            /** @enum {string} */
            type: "connection.legacy-reminded";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.legacy-reminded";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description How many. */
                    open?: number;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Access ended for good. */
        ConnectionRevokedEvent: {
            /** @enum {string} */
            type: "connection.revoked";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.revoked";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description Whether the kit may look if the role is closed; absent where no role was ever seen. */
                    mayCheckClosed?: boolean;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description A look after the revoke: the role refused us once more, or is seen to trust us still. */
        ConnectionOffboardingCheckedEvent: {
            /** @enum {string} */
            type: "connection.offboarding-checked";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.offboarding-checked";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description `refused` or `admitted`. */
                    outcome?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The role refused us for at least an hour, asked again and again; nothing is sent any more. */
        ConnectionRevocationConfirmedEvent: {
            /** @enum {string} */
            type: "connection.revocation-confirmed";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.revocation-confirmed";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    /** @description The first refusal of the row. */
                    refusedSince?: string;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Nobody looks any more whether the role is closed. */
        ConnectionOffboardingStoppedEvent: {
            /** @enum {string} */
            type: "connection.offboarding-stopped";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.offboarding-stopped";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Its 30 days are over and the role was not proven closed; nothing is sent any more. */
        ConnectionOffboardingEndedEvent: {
            /** @enum {string} */
            type: "connection.offboarding-ended";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.offboarding-ended";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description It was not launched in time. */
        ConnectionExpiredEvent: {
            /** @enum {string} */
            type: "connection.expired";
            /**
             * Format: date-time
             * @description When the change was made.
             */
            timestamp: string;
            data: {
                tenantId: string;
                connectionId: string;
                /** @description Of the connection after this change: events of one come in this order. */
                revision: number;
                /**
                 * @description As the history has it; the same as `type`.
                 * @enum {string}
                 */
                action: "connection.expired";
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                } & {
                    [key: string]: unknown;
                };
                /** @description Why, in the words of whoever did it. */
                reason?: string;
                /** @description What the state alone does not show. */
                facts: {
                    [key: string]: unknown;
                };
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                state: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /**
                 * @description After this change.
                 * @enum {string}
                 */
                health: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description What is known to differ, after this change. */
                findings: ({
                    code: string;
                    severity: string;
                } & {
                    [key: string]: unknown;
                })[];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Any event: `type` says which. */
        Event: components["schemas"]["ConnectionCreatedEvent"] | components["schemas"]["ConnectionChangedEvent"] | components["schemas"]["ConnectionLimitsChangedEvent"] | components["schemas"]["ConnectionRevokeProposedEvent"] | components["schemas"]["ConnectionRevokeProposalLiftedEvent"] | components["schemas"]["ConnectionLaunchedAgainEvent"] | components["schemas"]["ConnectionReviewedEvent"] | components["schemas"]["ConnectionVerifiedEvent"] | components["schemas"]["ConnectionCheckedEvent"] | components["schemas"]["ConnectionRotationStartedEvent"] | components["schemas"]["ConnectionRotationCancelledEvent"] | components["schemas"]["ConnectionRotationSwitchedEvent"] | components["schemas"]["ConnectionRotationFinishedEvent"] | components["schemas"]["ConnectionUpgradeStartedEvent"] | components["schemas"]["ConnectionUpgradeCancelledEvent"] | components["schemas"]["ConnectionUpgradedEvent"] | components["schemas"]["ConnectionSuspendedEvent"] | components["schemas"]["ConnectionResumedEvent"] | components["schemas"]["ConnectionEndStatedEvent"] | components["schemas"]["ConnectionDrillStartedEvent"] | components["schemas"]["ConnectionDrillFinishedEvent"] | components["schemas"]["ConnectionLegacyRecordedEvent"] | components["schemas"]["ConnectionLegacyClosedEvent"] | components["schemas"]["ConnectionLegacyRetractedEvent"] | components["schemas"]["ConnectionLegacyRemindedEvent"] | components["schemas"]["ConnectionRevokedEvent"] | components["schemas"]["ConnectionOffboardingCheckedEvent"] | components["schemas"]["ConnectionRevocationConfirmedEvent"] | components["schemas"]["ConnectionOffboardingStoppedEvent"] | components["schemas"]["ConnectionOffboardingEndedEvent"] | components["schemas"]["ConnectionExpiredEvent"];
        /** @description A line of an exported history. */
        ExportedChange: {
            /** @description Its `hash` is the SHA-256 of all its other members, as canonical JSON. */
            row: {
                subject: {
                    /** @enum {string} */
                    kind: "connection" | "tenant" | "api-key" | "link" | "permission-set" | "webhook";
                    id: string;
                };
                revision: number;
                /**
                 * Format: date-time
                 * @description When it was changed.
                 */
                at: string;
                who: {
                    kind: string;
                    id: string;
                    name?: string;
                    /** @description Of a link: whose key made it. */
                    madeBy?: {
                        kind: string;
                        id: string;
                    };
                };
                /** @description What happened, e.g. `connection.revoked`. */
                action: string;
                reason?: string;
                /** @description What the state alone does not show. */
                facts?: {
                    [key: string]: unknown;
                };
                /** @description SHA-256 of the state after, as canonical JSON. */
                stateDigest: string;
                /** @description Hash of the row before; 64 zeros for the first. */
                previousHash: string;
                /** @description SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON. */
                hash: string;
            };
            /** @description The state after the change; `stateDigest` is the SHA-256 of its canonical JSON. */
            stateAfter: {
                [key: string]: unknown;
            };
            /** @description The row in one sentence. Not hashed. */
            summary: string;
        };
        /** @description A line of an exported ledger. */
        ExportedLedgerRow: {
            row: {
                /** @enum {string} */
                type: "minted";
                id: string;
                tenantId: string;
                connectionId: string;
                /**
                 * Format: date-time
                 * @description When it was written.
                 */
                at: string;
                /** @enum {string} */
                kind: "issue" | "probe" | "inspection" | "offboarding";
                roleArn: string;
                /** @description As the customer's CloudTrail shows it. */
                sessionName: string;
                sourceIdentity?: string;
                /** @description The caller that asked, the check, or the look after a revoke. */
                for: string;
                /**
                 * Format: date-time
                 * @description No session of this row lives longer.
                 */
                expiresAtMost: string;
                outcome?: {
                    /** @enum {string} */
                    kind: "assumed" | "refused" | "inconclusive";
                    accessKeyId?: string;
                    /**
                     * Format: date-time
                     * @description When the session ends.
                     */
                    expiresAt?: string;
                    why?: string;
                };
            } | {
                /** @enum {string} */
                type: "handed-out";
                id: string;
                tenantId: string;
                connectionId: string;
                /**
                 * Format: date-time
                 * @description When it was written.
                 */
                at: string;
                /** @description The minted row whose session was handed out. */
                mintedId: string;
                /** @description The caller that got it. */
                to: string;
                requestId: string;
                /**
                 * Format: date-time
                 * @description When the session ends.
                 */
                expiresAt: string;
            };
            /** @description The row in one sentence. Not hashed. */
            summary: string;
        };
        /** @description The last line of an exported history. Without it the export was cut short. */
        ExportedHistoryEnd: {
            end: {
                /** @enum {boolean} */
                complete: true;
                /** @description How many lines stand before this one. */
                rows: number;
                /** @description SHA-256 of all lines before this one, each with its line break. */
                linesDigest: string;
                tenantId: string;
                connectionId: string;
                /**
                 * Format: date-time
                 * @description When the export began.
                 */
                exportedAt: string;
                /** @description Hash of the last row. */
                lastHash: string;
            };
        };
        /** @description The last line of an exported ledger. Without it the export was cut short. */
        ExportedLedgerEnd: {
            end: {
                /** @enum {boolean} */
                complete: true;
                /** @description How many lines stand before this one. */
                rows: number;
                /** @description SHA-256 of all lines before this one, each with its line break. */
                linesDigest: string;
                tenantId: string;
                connectionId: string;
                /**
                 * Format: date-time
                 * @description When the export began.
                 */
                exportedAt: string;
                /**
                 * Format: date-time
                 * @description Rows of that time and later.
                 */
                from?: string;
                /**
                 * Format: date-time
                 * @description Rows before that time.
                 */
                to: string;
            };
        };
        /** @description One change: who, why, when, and the state after it. */
        HistoryRow: {
            subject: {
                /** @enum {string} */
                kind: "connection" | "tenant" | "api-key" | "link" | "permission-set" | "webhook";
                id: string;
            };
            revision: number;
            /**
             * Format: date-time
             * @description When it was changed.
             */
            at: string;
            who: {
                kind: string;
                id: string;
                name?: string;
                /** @description Of a link: whose key made it. */
                madeBy?: {
                    kind: string;
                    id: string;
                };
            };
            /** @description What happened, e.g. `connection.revoked`. */
            action: string;
            /** @description The row in one sentence: what happened, who did it and why. Not hashed. */
            summary: string;
            reason?: string;
            /** @description What the state alone does not show. */
            facts?: {
                [key: string]: unknown;
            };
            /** @description SHA-256 of the state after, as canonical JSON. */
            stateDigest: string;
            /** @description Hash of the row before; 64 zeros for the first. */
            previousHash: string;
            /** @description SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON. */
            hash: string;
            /** @description The state after the change, exactly as it is kept. */
            stateAfter: {
                [key: string]: unknown;
            };
        };
        /** @description A page of a list, newest first. */
        History: {
            items: components["schemas"]["HistoryRow"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description What is wrong with the histories. */
        Verification: {
            /** @description How many chains were read. */
            subjects: number;
            /** @description How many rows were read. */
            rows: number;
            /** @description Empty when every chain is whole. */
            faults: {
                /** @enum {string} */
                kind: "row_edited" | "state_edited" | "row_missing" | "row_misplaced" | "chain_broken" | "subject_missing";
                subject: {
                    /** @enum {string} */
                    kind: "connection" | "tenant" | "api-key" | "link" | "permission-set" | "webhook";
                    id: string;
                };
                revision: number;
                /** @description The last revision of the fault, where it goes on. */
                through?: number;
            }[];
            /** @description Whether there are more faults than are listed. */
            more: boolean;
        };
        /** @description An API key, without its secret. */
        ApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            scope: "operator" | "support" | "backend" | "auditor";
            tenants: "all" | string[];
            mayEndAccess: boolean;
            cidrs?: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Newest first; two while a rotation overlaps, none when it is revoked. */
            secretsExpireAt: string[];
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revokedAt?: string;
        };
        /** @description An API key with its secret. */
        MadeApiKey: {
            id: string;
            name: string;
            /** @enum {string} */
            scope: "operator" | "support" | "backend" | "auditor";
            tenants: "all" | string[];
            mayEndAccess: boolean;
            cidrs?: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description Newest first; two while a rotation overlaps, none when it is revoked. */
            secretsExpireAt: string[];
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revokedAt?: string;
            /** @description The key itself. Shown once; only its hash is kept. */
            secret: string;
        };
        /** @description A page of a list, newest first. */
        ApiKeyList: {
            items: components["schemas"]["ApiKey"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description A link to one connection's pages. */
        Link: {
            id: string;
            /** @enum {string} */
            kind: "hand-off" | "manage";
            tenantId: string;
            connectionId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expiresAt: string;
            person?: string;
            /** @description Whose key made it; absent in old links. */
            madeBy?: {
                kind: string;
                id: string;
            };
            /** @description Manage links: whether it may revoke, because its maker may. It can always suspend. */
            mayRevoke?: boolean;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revokedAt?: string;
        };
        /** @description A link with its address. */
        MadeLink: {
            id: string;
            /** @enum {string} */
            kind: "hand-off" | "manage";
            tenantId: string;
            connectionId: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expiresAt: string;
            person?: string;
            /** @description Whose key made it; absent in old links. */
            madeBy?: {
                kind: string;
                id: string;
            };
            /** @description Manage links: whether it may revoke, because its maker may. It can always suspend. */
            mayRevoke?: boolean;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revokedAt?: string;
            /** @description Shown once; not kept. */
            url: string;
        };
        /** @description A page of a list, newest first. */
        LinkList: {
            items: components["schemas"]["Link"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description What the vendor may do and what stays closed, with a reason for each statement. */
        PermissionSet: {
            id: string;
            version: string;
            /**
             * @description metadata: never the contents of data.
             * @enum {string}
             */
            access: "metadata" | "read" | "write";
            /** @description What it is called. */
            title: {
                en: string;
                ja: string;
            };
            /** @description What it is for. */
            summary: {
                en: string;
                ja: string;
            };
            statements: {
                sid: string;
                /**
                 * @description Deny: not granted, but kept closed whatever else is attached to the role.
                 * @enum {string}
                 */
                effect: "Allow" | "Deny";
                actions: string[];
                resources: string[];
                /** @description Conditions as IAM has them. */
                conditions?: {
                    [key: string]: unknown;
                };
                /** @description Why an action or resource is a wildcard. */
                wildcardReason?: {
                    en: string;
                    ja: string;
                };
                /** @description Why an action is here that the kit does not know yet. */
                unknownActionsReason?: {
                    en: string;
                    ja: string;
                };
                /** @description Why it is needed; of a Deny, what it protects. */
                why: {
                    en: string;
                    ja: string;
                };
                /** @description What stops working without it; of a Deny, what would be possible without it. */
                without: {
                    en: string;
                    ja: string;
                };
            }[];
        };
        /** @description Every permission set in every version that is here. */
        PermissionSetList: {
            items: components["schemas"]["PermissionSet"][];
        };
        /** @description A refusal, the opening of a link, or an export. Holds no secret. */
        SecurityRow: {
            id: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description The code of the refusal, or what was done, e.g. `link_opened` or `history_exported`. */
            what: string;
            /** @description The key or link, where it was recognised. */
            callerId?: string;
            /** @description What was asked for, and from where. */
            facts: {
                [key: string]: string;
            };
        };
        /** @description A page of a list, newest first. */
        SecurityLog: {
            items: components["schemas"]["SecurityRow"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description Credentials of one session. They are kept nowhere. */
        Session: {
            accessKeyId: string;
            secretAccessKey: string;
            sessionToken: string;
            /**
             * Format: date-time
             * @description When the credentials end.
             */
            expiration: string;
            roleArn: string;
            /** @description As the customer's CloudTrail shows it. */
            sessionName: string;
            accountId: string;
            region: string;
            /** @description What the session policy of the ask names and these credentials do not have, since a session can do only what its policy and the role both allow. Absent where there is nothing to say. */
            warnings?: {
                /**
                 * @description `session_policy_beyond_role`: a statement names something that the role spec does not grant; `session_policy_without_effect`: nothing that it names is granted; `session_policy_undecided`: it could not be decided.
                 * @enum {string}
                 */
                code: "session_policy_beyond_role" | "session_policy_without_effect" | "session_policy_undecided";
                message: string;
                /** @description The statement's place in the session policy, from 0. */
                statement: number;
                /** @description An action that the session policy allows and the role spec does not. */
                action?: string;
                /** @description A resource for it; absent where the statement names none. */
                resource?: string;
            }[];
        };
        /** @description Written before AWS is asked for a session, completed after. */
        MintedRow: {
            /** @enum {string} */
            type: "minted";
            id: string;
            tenantId: string;
            connectionId: string;
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            /** @description The row in one sentence: for whom, for how long, what came of it. */
            summary: string;
            /** @enum {string} */
            kind: "issue" | "probe" | "inspection" | "offboarding";
            roleArn: string;
            /** @description As the customer's CloudTrail shows it. */
            sessionName: string;
            sourceIdentity?: string;
            /** @description The caller that asked, the check, or the look after a revoke. */
            for: string;
            /**
             * Format: date-time
             * @description No session of this row lives longer.
             */
            expiresAtMost: string;
            outcome?: {
                /** @enum {string} */
                kind: "assumed" | "refused" | "inconclusive";
                accessKeyId?: string;
                /**
                 * Format: date-time
                 * @description When the session ends.
                 */
                expiresAt?: string;
                why?: string;
            };
        };
        /** @description Written before each answer that carries credentials. */
        HandedOutRow: {
            /** @enum {string} */
            type: "handed-out";
            id: string;
            tenantId: string;
            connectionId: string;
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            /** @description The row in one sentence: for whom, for how long, what came of it. */
            summary: string;
            /** @description The minted row whose session was handed out. */
            mintedId: string;
            /** @description The caller that got it. */
            to: string;
            requestId: string;
            /**
             * Format: date-time
             * @description When the session ends.
             */
            expiresAt: string;
        };
        /** @description A page of a list, newest first. */
        Ledger: {
            items: (components["schemas"]["MintedRow"] | components["schemas"]["HandedOutRow"])[];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description A move to another version of the permission set, offered or waiting for the customer, or to another end of the trust policy. */
        Upgrade: {
            /** @description The version in use. */
            from: string;
            to: string;
            /** @description It was asked for, and that version was withdrawn since: nobody should make the update any more. */
            withdrawn: boolean;
            /**
             * Format: date-time
             * @description When the customer was asked for it; absent while it is only offered.
             */
            startedAt?: string;
            /** @description What is allowed after it and was not before, by meaning; absent: nothing. */
            more?: {
                /** @description How many of the actions that the kit knows. */
                actions: number;
                services: number;
                /** @description The most dangerous of them, at most three. */
                worst: string;
            };
            /** @description What was allowed before and is not after it, by meaning; absent: nothing. */
            less?: {
                /** @description How many of the actions that the kit knows. */
                actions: number;
                services: number;
                /** @description The most dangerous of them, at most three. */
                worst: string;
            };
            /** @description The comparison could not tell of everything: read the statements. */
            undecided: boolean;
            /** @description Where the end of the trust policy changes. */
            trustEnd?: {
                /**
                 * Format: date-time
                 * @description The end that the trust policy has; absent: none.
                 */
                from?: string;
                /**
                 * Format: date-time
                 * @description The end that it has after it; absent: none.
                 */
                to?: string;
            };
            /** @description Only statements that differ. */
            statements: {
                sid: string;
                /** @enum {string} */
                kind: "added" | "removed" | "changed";
                /** @enum {string} */
                effect: "Allow" | "Deny";
                /** @description Actions that it names and did not. */
                actionsAdded: string[];
                /** @description Actions that it named and does not. */
                actionsRemoved: string[];
                /** @description Resources that it names and did not. */
                resourcesAdded: string[];
                /** @description Resources that it named and does not. */
                resourcesRemoved: string[];
                conditionsChanged: boolean;
                /** @description Why it is, or was, needed. */
                why?: {
                    en: string;
                    ja: string;
                };
                /** @description What does not work without it. */
                without?: {
                    en: string;
                    ja: string;
                };
            }[];
        };
        /** @description Where events are sent. */
        Webhook: {
            id: string;
            url: string;
            tenants: "all" | string[];
            /** @description The only types it gets; all when absent. */
            types?: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description While a rotation overlaps: until when the secret before signs too.
             */
            oldSecretEndsAt?: string;
            /**
             * Format: date-time
             * @description When it was deleted: nothing is sent since.
             */
            disabledAt?: string;
        };
        /** @description A webhook with its newest secret. */
        MadeWebhook: {
            id: string;
            url: string;
            tenants: "all" | string[];
            /** @description The only types it gets; all when absent. */
            types?: string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description While a rotation overlaps: until when the secret before signs too.
             */
            oldSecretEndsAt?: string;
            /**
             * Format: date-time
             * @description When it was deleted: nothing is sent since.
             */
            disabledAt?: string;
            /** @description `whsec_…`: verifies events. Shown once; not kept. */
            secret: string;
        };
        /** @description A page of a list, newest first. */
        WebhookList: {
            items: components["schemas"]["Webhook"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
        /** @description One event on its way to one webhook. */
        EventDelivery: {
            /** @description The event's id, which is its `webhook-id` at every try. */
            id: string;
            webhookId: string;
            tenantId: string;
            connectionId: string;
            /** @description Of the connection; its row in the history is what was sent. */
            revision: number;
            type: string;
            /** @enum {string} */
            state: "waiting" | "delivered" | "dead";
            /**
             * Format: date-time
             * @description When it was made of its row.
             */
            madeAt: string;
            /**
             * Format: date-time
             * @description When it is tried next, where a try failed.
             */
            nextTryAt?: string;
            /**
             * Format: date-time
             * @description When it was delivered or given up.
             */
            finishedAt?: string;
            /** @description The newest tries, oldest first. */
            attempts: {
                /**
                 * Format: date-time
                 * @description When it was tried.
                 */
                at: string;
                /** @description The status that the receiver answered. */
                status?: number;
                /** @description Why there was no answer, e.g. `timed_out`. */
                fault?: string;
            }[];
        };
        /** @description A page of a list, newest first. */
        EventDeliveryList: {
            items: components["schemas"]["EventDelivery"][];
            /** @description Give it back as `cursor` for the next page. */
            nextCursor?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    readLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "alive";
                    };
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text format of Prometheus. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantList"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Blue Harbor",
                 *       "reference": "crm-17"
                 *     }
                 */
                "application/json": {
                    /** @description As the customer reads it on pages and in the role. */
                    name: string;
                    /** @description The vendor's own reference, e.g. the id in its database. */
                    reference?: string;
                };
            };
        };
        responses: {
            /** @description A customer of the vendor. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    readTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer of the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    closeTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The contract ended",
                 *       "mayCheckClosed": true
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                    /**
                     * @description The tenant's consent: whether the vendor may look, for at most 30 days, if the role is closed. It is the tenant's to give: pass on what it answered. Left out, nobody asked it, and nobody looks. The history says who passed it on.
                     * @default false
                     */
                    mayCheckClosed?: boolean;
                };
            };
        };
        responses: {
            /** @description A customer of the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accountId": "210987654321",
                 *       "permissionSetId": "cost-read"
                 *     }
                 */
                "application/json": {
                    /** @description The AWS account, 12 digits. It never changes. */
                    accountId: string;
                    /**
                     * @description `aws` when absent. It never changes.
                     * @enum {string}
                     */
                    partition?: "aws" | "aws-cn" | "aws-us-gov";
                    /** @description What is to be granted. */
                    permissionSetId: string;
                    /** @description Exactly this version; the newest when absent. */
                    permissionSetVersion?: string;
                    options?: {
                        /** @description Put before the role's name. */
                        namePrefix?: string;
                        /** @description Path of the role; begins and ends with a slash. */
                        path?: string;
                        /** @description A managed policy of the account, or of AWS. */
                        permissionsBoundaryArn?: string;
                        /** @description Tags that the role carries beside its own. */
                        tags?: {
                            [key: string]: string;
                        };
                        /** @description An end that stands in the trust policy, whatever this service does; null: none. */
                        trustEndsAt?: string | null;
                    };
                    /**
                     * @description The longest session an ask may have.
                     * @default 3600
                     */
                    maxSessionSeconds?: number;
                    /**
                     * Format: date-time
                     * @description From then on nothing is handed out, and no session lasts longer. It may be changed later.
                     */
                    endsAt?: string;
                    windows?: {
                        days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                        /** @description Included. */
                        from: string;
                        /** @description Not included. */
                        to: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    searchConnections: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description An external ID, account id, connection id or tenant id; matched exactly. */
                q?: string;
                /** @description Only these: what people decided. */
                state?: "pending" | "verified" | "suspended" | "revoked" | "expired";
                /** @description Only these: what the last conclusive check saw. */
                health?: "unknown" | "healthy" | "drifted" | "unsafe" | "unreachable" | "gone";
                /** @description Only those that are, or are not, proposed for revoke. */
                revokeProposed?: boolean;
                /** @description Only those on which support has, or has not, to decide. */
                reviewOpen?: boolean;
                /** @description Only those that have, or have not, legacy access that is still open. */
                legacyOpen?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
        };
    };
    readConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    changeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "endsAt": "2030-12-31T23:59:59Z"
                 *     }
                 */
                "application/json": {
                    options?: {
                        /** @description Put before the role's name. */
                        namePrefix?: string;
                        /** @description Path of the role; begins and ends with a slash. */
                        path?: string;
                        /** @description A managed policy of the account, or of AWS. */
                        permissionsBoundaryArn?: string;
                        /** @description Tags that the role carries beside its own. */
                        tags?: {
                            [key: string]: string;
                        };
                        /** @description An end that stands in the trust policy, whatever this service does; null: none. */
                        trustEndsAt?: string | null;
                    };
                    /**
                     * @description The longest session an ask may have.
                     * @default 3600
                     */
                    maxSessionSeconds?: number;
                    /** @description A role with this connection's own name, as the customer pasted it. */
                    roleArn?: string;
                    /** @description May be changed at any time; null takes it away. */
                    endsAt?: string | null;
                    /** @description The only times of a week at which credentials are handed out; changed at any time, null: always. */
                    windows?: {
                        days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                        /** @description Included. */
                        from: string;
                        /** @description Not included. */
                        to: string;
                    }[] | null;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    reviewConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approve": true,
                 *       "reason": "The parent company pays for both."
                 *     }
                 */
                "application/json": {
                    approve: boolean;
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    readDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the customer launches, in every form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    downloadTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template: JSON, as CloudFormation takes it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    readGuide: {
        parameters: {
            query?: {
                /** @description markdown unless told. */
                format?: "markdown" | "html";
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The guide in English. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                    "text/html": string;
                };
            };
        };
    };
    launchAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    listChecks: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
        };
    };
    startCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One run of probes and inspection. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
        };
    };
    readCheck: {
        parameters: {
            query?: {
                /** @description Holds the answer until the check has finished. */
                waitSeconds?: number;
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
                /** @description One of its checks. */
                checkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One run of probes and inspection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of that time and later. */
                from?: string;
                /** @description Rows before that time. */
                to?: string;
                /** @description Only rows of this kind: `issue` for what was made and handed out, `check` for probes and readings of checks, `offboarding` for looks after a revoke. */
                kind?: "issue" | "check" | "offboarding";
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
        };
    };
    issueSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "durationSeconds": 900
                 *     }
                 */
                "application/json": {
                    /**
                     * @description At most the connection's own limit.
                     * @default 900
                     */
                    durationSeconds?: number;
                    /** @description A policy document that narrows the session further; what is allowed is the intersection. */
                    sessionPolicy?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Credentials of one session. They are kept nowhere. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readImpact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who uses the access now, and how the customer ends that in its own account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Impact"];
                };
            };
        };
    };
    suspendConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description What was stopped, what is still valid, and how to end that too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
        };
    };
    revokeConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The contract ended",
                 *       "mayCheckClosed": true
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                    /**
                     * @description The tenant's consent: whether the vendor may look, for at most 30 days, if the role is closed. It is the tenant's to give: pass on what it answered. Left out, nobody asked it, and nobody looks. The history says who passed it on.
                     * @default false
                     */
                    mayCheckClosed?: boolean;
                };
            };
        };
        responses: {
            /** @description What was stopped, what is still valid, and how to end that too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
        };
    };
    resumeConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Back to the state before, with health unknown. A check starts; issuing waits for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resumed"];
                };
            };
        };
    };
    startDrill: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Yearly drill",
                 *       "people": [
                 *         "Sam Support"
                 *       ],
                 *       "dependents": [
                 *         "Nightly import"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                    /** @description Who takes part. */
                    people?: string[];
                    /** @description What of yours depends on the access. */
                    dependents?: string[];
                };
            };
        };
        responses: {
            /** @description What was stopped, what is still valid, and how to end that too. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
        };
    };
    stateEnd: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Told us by phone that the stack was deleted",
                 *       "cause": "role_deleted"
                 *     }
                 */
                "application/json": {
                    /** @description What the tenant said, and how; it stands in the history as the tenant's statement. */
                    reason: string;
                    /**
                     * @description What the tenant says it did: AWS answers alike for all, so a check names none.
                     * @enum {string}
                     */
                    cause?: "role_deleted" | "trust_edited" | "resource_control_policy";
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    stopOffboarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    recordLegacyAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "arn": "arn:aws:iam::210987654321:role/made-by-hand",
                 *       "reason": "From before this connection"
                 *     }
                 */
                "application/json": {
                    /** @description The role, or the IAM user, in the announced account and partition. */
                    arn: string;
                    /** @description Of a user: the key that the vendor was given. Never send its secret. */
                    accessKeyId?: string;
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    closeLegacyAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
                /** @description One of its legacy accesses. */
                legacyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "person": "Ada Admin"
                 *     }
                 */
                "application/json": {
                    /** @description Who of the tenant says that it was deleted, as your application has logged them in. */
                    person: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    retractLegacyAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
                /** @description One of its legacy accesses. */
                legacyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    startRotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711",
                 *       "deadlineDays": 30
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                    /**
                     * @description After so many days a rotation that nobody took up is called off. Nothing is cut by it.
                     * @default 30
                     */
                    deadlineDays?: number;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    cancelRotation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    readUpgrade: {
        parameters: {
            query?: {
                /** @description The version to look at; the one that is offered when absent. */
                version?: string;
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A move to another version of the permission set, offered or waiting for the customer, or to another end of the trust policy. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upgrade"];
                };
            };
        };
    };
    startUpgrade: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The customer wants the new report"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                    /** @description The version to move to. Absent: the one that is offered or, with another end, the one in use. */
                    version?: string;
                    /** @description Another end of the trust policy; null: none. Absent: as it is. */
                    trustEndsAt?: string | null;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    cancelUpgrade: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Ticket 4711"
                 *     }
                 */
                "application/json": {
                    /** @description Why; it stands in the history. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description One AWS account of one tenant, joined to the vendor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    listHistory: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of that time and later. */
                from?: string;
                /** @description Rows before that time. */
                to?: string;
                /** @description Only this action, or those of a group: `setup`, `checks`, `access`, `rotation`, `upgrade`, `legacy`, `offboarding`. */
                action?: "connection.created" | "connection.changed" | "connection.limits-changed" | "connection.revoke-proposed" | "connection.revoke-proposal-lifted" | "connection.launched-again" | "connection.reviewed" | "connection.verified" | "connection.checked" | "connection.rotation-started" | "connection.rotation-cancelled" | "connection.rotation-switched" | "connection.rotation-finished" | "connection.upgrade-started" | "connection.upgrade-cancelled" | "connection.upgraded" | "connection.suspended" | "connection.resumed" | "connection.end-stated" | "connection.drill-started" | "connection.drill-finished" | "connection.legacy-recorded" | "connection.legacy-closed" | "connection.legacy-retracted" | "connection.legacy-reminded" | "connection.revoked" | "connection.offboarding-checked" | "connection.revocation-confirmed" | "connection.offboarding-stopped" | "connection.offboarding-ended" | "connection.expired" | "setup" | "checks" | "access" | "rotation" | "upgrade" | "legacy" | "offboarding";
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
        };
    };
    verifyHistory: {
        parameters: {
            query?: {
                /** @description Only this tenant and what it has. */
                tenantId?: string;
                /** @description Only this connection; needs its tenantId. */
                connectionId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is wrong with the histories. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
        };
    };
    exportHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each line is an ExportedChange in JSON, oldest first, and the last one an ExportedHistoryEnd. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
        };
    };
    exportLedger: {
        parameters: {
            query?: {
                /** @description Rows of that time and later. */
                from?: string;
                /** @description Rows before that time. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each line is an ExportedLedgerRow in JSON, oldest first, and the last one an ExportedLedgerEnd. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
        };
    };
    listLinks: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkList"];
                };
            };
        };
    };
    makeLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "manage",
                 *       "person": "Ada Admin"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description hand-off: for whoever launches, 7 days. manage: for one person, 30 minutes.
                     * @enum {string}
                     */
                    kind: "hand-off" | "manage";
                    /** @description Who uses it; a manage link needs one, a hand-off link takes none. */
                    person?: string;
                };
            };
        };
        responses: {
            /** @description A link with its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeLink"];
                };
            };
        };
    };
    revokeLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant. */
                tenantId: string;
                /** @description One of its connections. */
                connectionId: string;
                /** @description One of its links. */
                linkId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link to one connection's pages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
        };
    };
    listPermissionSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every permission set in every version that is here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionSetList"];
                };
            };
        };
    };
    readPermissionSet: {
        parameters: {
            query?: {
                /** @description Exactly this version; the newest when absent. */
                version?: string;
            };
            header?: never;
            path: {
                /** @description The permission set. */
                permissionSetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the vendor may do and what stays closed, with a reason for each statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionSet"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Billing backend",
                 *       "scope": "backend",
                 *       "tenants": "all",
                 *       "mayEndAccess": false
                 *     }
                 */
                "application/json": {
                    /** @description What it is for. */
                    name: string;
                    /**
                     * @description What it may do.
                     * @enum {string}
                     */
                    scope: "operator" | "support" | "backend" | "auditor";
                    /** @description `all`, or the ids of the tenants it is bound to. */
                    tenants: "all" | string[];
                    /**
                     * @description Whether a backend key may suspend, resume and revoke.
                     * @default false
                     */
                    mayEndAccess?: boolean;
                    /** @description The only addresses it may be used from, e.g. 192.0.2.0/24. */
                    cidrs?: string[];
                    /** @default 90 */
                    expiresInDays?: number;
                };
            };
        };
        responses: {
            /** @description An API key with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 3600
                 *     }
                 */
                "application/json": {
                    /**
                     * @description How long the old secret stays good.
                     * @default 3600
                     */
                    overlapSeconds?: number;
                    /** @default 90 */
                    expiresInDays?: number;
                };
            };
        };
        responses: {
            /** @description An API key with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The API key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An API key, without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    listSecurityLog: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of that time and later. */
                from?: string;
                /** @description Rows before that time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityLog"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.vendor.example/drawbridge",
                 *       "tenants": "all"
                 *     }
                 */
                "application/json": {
                    /** @description Where events are sent: https, port 443 or from 1024 on, a public address. */
                    url: string;
                    /** @description `all`, or the ids of the tenants whose connections' events it gets. */
                    tenants: "all" | string[];
                    /** @description Only these; all when absent. */
                    types?: ("connection.created" | "connection.changed" | "connection.limits-changed" | "connection.revoke-proposed" | "connection.revoke-proposal-lifted" | "connection.launched-again" | "connection.reviewed" | "connection.verified" | "connection.checked" | "connection.rotation-started" | "connection.rotation-cancelled" | "connection.rotation-switched" | "connection.rotation-finished" | "connection.upgrade-started" | "connection.upgrade-cancelled" | "connection.upgraded" | "connection.suspended" | "connection.resumed" | "connection.end-stated" | "connection.drill-started" | "connection.drill-finished" | "connection.legacy-recorded" | "connection.legacy-closed" | "connection.legacy-retracted" | "connection.legacy-reminded" | "connection.revoked" | "connection.offboarding-checked" | "connection.revocation-confirmed" | "connection.offboarding-stopped" | "connection.offboarding-ended" | "connection.expired")[];
                };
            };
        };
        responses: {
            /** @description A webhook with its newest secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
        };
    };
    rotateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A webhook with its newest secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most; 50 when absent. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only these: `dead` ones were given up. */
                state?: "waiting" | "delivered" | "dead";
            };
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a list, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDeliveryList"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused. */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
                /** @description The event, as its `webhook-id` says. */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One event on its way to one webhook. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDelivery"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where events are sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
}

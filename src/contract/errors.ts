import * as z from 'zod/mini';

/**
 * Every error of the wire: its stable name, the HTTP code and ClearML's subcode. (The messages that a program's user reads are the server's: `server/messages.ts`.)
 * Codes below subcode 1000 are ClearML's (SRV errors.conf and the hosted codes known to its web client); ours start at 1000.
 * Never 503: ClearML's SDK retries that for ever.
 */
export const errors = {
  malformed_request: { code: 400, subcode: 0 },
  not_supported: { code: 400, subcode: 1 },
  bad_version: { code: 400, subcode: 2 },
  impersonation: { code: 400, subcode: 6 },
  unknown_workspace: { code: 400, subcode: 10 },
  invalid_input: { code: 400, subcode: 12 },
  invalid_value: { code: 400, subcode: 16 },
  too_many_credentials: { code: 400, subcode: 50 },
  invitation_unknown: { code: 400, subcode: 54 },
  invitation_expired: { code: 400, subcode: 56 },
  unknown_access_key: { code: 400, subcode: 75 },
  unknown_task: { code: 400, subcode: 101 },
  invalid_user: { code: 400, subcode: 300 },
  invalid_user_id: { code: 400, subcode: 301 },
  malformed_preferences: { code: 400, subcode: 305 },
  invitation_revoked: { code: 400, subcode: 1001 },
  invitation_used_up: { code: 400, subcode: 1002 },
  workspace_full: { code: 400, subcode: 1003 },
  invitation_wrong_account: { code: 400, subcode: 1004 },
  too_many_invitations: { code: 400, subcode: 1005 },
  email_taken: { code: 400, subcode: 1010 },
  signup_closed: { code: 400, subcode: 1011 },
  signup_invite_required: { code: 400, subcode: 1012 },
  common_password: { code: 400, subcode: 1013 },
  password_link_dead: { code: 400, subcode: 1014 },
  wrong_password: { code: 400, subcode: 1015 },
  configured_account: { code: 400, subcode: 1016 },
  last_owner: { code: 400, subcode: 1020 },
  personal_workspace: { code: 400, subcode: 1021 },
  account_disabled: { code: 400, subcode: 1022 },
  only_workspace: { code: 400, subcode: 1023 },
  preference_changed: { code: 400, subcode: 1030 },
  web_pair_missing: { code: 400, subcode: 1040 },
  web_pair_refused: { code: 400, subcode: 1041 },
  probe_not_allowed: { code: 400, subcode: 1060 },
  probe_refused: { code: 400, subcode: 1061 },
  rotating_out: { code: 400, subcode: 1070 },
  bad_auth_type: { code: 401, subcode: 10 },
  missing_credentials: { code: 401, subcode: 20 },
  malformed_credentials: { code: 401, subcode: 21 },
  invalid_credentials: { code: 401, subcode: 22 },
  invalid_token: { code: 401, subcode: 30 },
  not_permitted: { code: 403, subcode: 20 },
  foreign_origin: { code: 403, subcode: 1000 },
  other_user: { code: 403, subcode: 1001 },
  unknown_operation: { code: 404, subcode: 0 },
  method_not_allowed: { code: 405, subcode: 0 },
  too_large: { code: 413, subcode: 0 },
  unsupported_type: { code: 415, subcode: 0 },
  too_many_requests: { code: 429, subcode: 0 },
  internal: { code: 500, subcode: 0 },
  database_unavailable: { code: 500, subcode: 102 },
  upstream_refused: { code: 502, subcode: 1050 },
  upstream_unknown_host: { code: 502, subcode: 1051 },
  upstream_broken: { code: 502, subcode: 1052 },
  upstream_certificate: { code: 502, subcode: 1053 },
  upstream_not_clearml: { code: 502, subcode: 1054 },
  upstream_down: { code: 502, subcode: 1055 },
  upstream_too_large: { code: 502, subcode: 1056 },
  upstream_proxy: { code: 502, subcode: 1058 },
  upstream_timeout: { code: 504, subcode: 1057 },
} as const;

export type ErrorName = keyof typeof errors;

/** Errors that no page of ours can cause, so it has no words for them and no browser loads them: what only programs send. */
export const programErrors = {
  invalid_headers: { code: 400, subcode: 5 },
  invalid_data: { code: 400, subcode: 800 },
} as const;

/** Any error that the server can answer. */
export type AnyErrorName = ErrorName | keyof typeof programErrors;

/** What is wrong with one field, as `meta.error_data.fields` names it. */
export type FieldRule = 'required' | 'type' | 'too_short' | 'too_long' | 'format' | 'range' | 'unknown' | 'common' | 'taken' | 'mismatch';

/** `meta.error_data` of our own errors: the stable name, and for bad input what is wrong with which field. */
export const errorData = z.object({
  error: z.optional(z.string()) as z.ZodMiniType<ErrorName | undefined>, // a name unknown to this build falls back to the code pair
  fields: z.optional(z.record(z.string(), z.string())),
  /** of `probe_not_allowed`: the entry of PROBE_ALLOW that would allow it */
  allow: z.optional(z.string()),
});
export type ErrorData = z.output<typeof errorData>;

const byCode = new Map<string, ErrorName>();
for (const name of Object.keys(errors) as ErrorName[])
  // keys of a const object: no others exist
  byCode.set(`${errors[name].code}/${errors[name].subcode}`, name);

/** The stable name for a code pair of an envelope (ClearML's own errors carry no name), or undefined where we know none. */
export const errorName = (code: number, subcode: number): ErrorName | undefined => byCode.get(`${code}/${subcode}`);

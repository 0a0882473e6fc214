/**
 * Every error of the wire: its stable name, the HTTP code and ClearML's subcode, and the message that a program's user reads.
 * Codes below subcode 1000 are ClearML's (SRV errors.conf and the hosted codes known to its web client); ours start at 1000.
 * Never 503: ClearML's SDK retries that for ever.
 */
export const errors = {
  malformed_request: { code: 400, subcode: 0, message: 'The browser (or proxy) sent a request that this server could not understand.' },
  not_supported: { code: 400, subcode: 1, message: 'Not supported' },
  bad_version: { code: 400, subcode: 2, message: 'Bad version' },
  impersonation: { code: 400, subcode: 6, message: 'Impersonation error' },
  unknown_workspace: { code: 400, subcode: 10, message: 'Invalid id' },
  invalid_input: { code: 400, subcode: 12, message: 'Validation error' },
  invalid_value: { code: 400, subcode: 16, message: 'Invalid value for fields' },
  too_many_credentials: { code: 400, subcode: 50, message: 'Account reached the maximum number of credentials.' },
  invitation_unknown: { code: 400, subcode: 54, message: 'Unknown invitation' },
  invitation_expired: { code: 400, subcode: 56, message: 'The invitation has expired' },
  unknown_access_key: { code: 400, subcode: 75, message: 'Access key not found (invalid user or invalid access key)' },
  invalid_user: { code: 400, subcode: 300, message: 'Invalid user (invalid user or invalid access key)' },
  invalid_user_id: { code: 400, subcode: 301, message: 'Invalid user id' },
  malformed_preferences: { code: 400, subcode: 305, message: 'Malformed key and/or value' },
  invitation_revoked: { code: 400, subcode: 1001, message: 'The invitation was revoked' },
  invitation_used_up: { code: 400, subcode: 1002, message: 'The invitation was used up' },
  workspace_full: { code: 400, subcode: 1003, message: 'The workspace has reached its maximum number of members' },
  invitation_wrong_account: { code: 400, subcode: 1004, message: 'The invitation is for another account' },
  too_many_invitations: { code: 400, subcode: 1005, message: 'The workspace has too many open invitations' },
  email_taken: { code: 400, subcode: 1010, message: 'There is an account with this e-mail' },
  signup_closed: { code: 400, subcode: 1011, message: 'Sign-up is closed on this server' },
  signup_invite_required: { code: 400, subcode: 1012, message: 'Sign-up needs an invitation on this server' },
  common_password: { code: 400, subcode: 1013, message: 'The password is among the most common ones' },
  password_link_dead: { code: 400, subcode: 1014, message: 'The link was used or has expired' },
  last_owner: { code: 400, subcode: 1020, message: 'A workspace keeps at least one owner' },
  personal_workspace: { code: 400, subcode: 1021, message: 'The personal workspace cannot be left' },
  preference_changed: { code: 400, subcode: 1030, message: 'The preference has another value by now' },
  bad_auth_type: { code: 401, subcode: 10, message: 'Unauthorized (bad authentication header type)' },
  missing_credentials: { code: 401, subcode: 20, message: 'Unauthorized (missing credentials)' },
  malformed_credentials: { code: 401, subcode: 21, message: 'Unauthorized (malformed credentials)' },
  invalid_credentials: { code: 401, subcode: 22, message: 'Unauthorized (invalid credentials) (failed to locate provided credentials)' },
  invalid_token: { code: 401, subcode: 30, message: 'Invalid token' },
  not_permitted: { code: 403, subcode: 20, message: 'Forbidden (not allowed for role)' },
  foreign_origin: { code: 403, subcode: 1000, message: 'The request comes from another site' },
  unknown_operation: { code: 404, subcode: 0, message: 'Unable to find endpoint' },
  method_not_allowed: { code: 405, subcode: 0, message: 'A cookie alone changes nothing by this method; use POST' },
  too_large: { code: 413, subcode: 0, message: 'The request is larger than this server takes' },
  unsupported_type: { code: 415, subcode: 0, message: 'The body must be application/json' },
  too_many_requests: { code: 429, subcode: 0, message: 'Too many requests' },
  internal: { code: 500, subcode: 0, message: 'General error' },
  database_unavailable: { code: 500, subcode: 102, message: 'The database is not available' },
} as const;

export type ErrorName = keyof typeof errors;

/** What is wrong with one field, as `meta.error_data.fields` names it. */
export type FieldRule = 'required' | 'type' | 'too_short' | 'too_long' | 'format' | 'range' | 'unknown' | 'common' | 'taken';

const byCode = new Map<string, ErrorName>();
for (const name of Object.keys(errors) as ErrorName[])
  // keys of a const object: no others exist
  byCode.set(`${errors[name].code}/${errors[name].subcode}`, name);

/** The stable name for a code pair of an envelope (ClearML's own errors carry no name), or undefined where we know none. */
export const errorName = (code: number, subcode: number): ErrorName | undefined => byCode.get(`${code}/${subcode}`);

import { ApiError, failureOf, type FailureName } from './api-error.ts';

/** What happened and what to do, for each failure: the only place where a failure becomes a sentence. */
const copy = {
  malformed_request: 'The server could not read the request. Reload the page and try again.',
  not_supported: 'This server does not support that.',
  bad_version: 'This page is newer than the server. Reload it once the server is up to date.',
  impersonation: 'This account may not act for another one.',
  unknown_workspace: 'That workspace does not exist, or you are no longer a member of it.',
  invalid_input: 'The server did not accept what was entered. Check it and try again.',
  invalid_value: 'The server did not accept one of the values. Check them and try again.',
  too_many_credentials: 'You have reached the maximum number of credentials in this workspace. Revoke one that you no longer use.',
  invitation_unknown: 'There is no such invitation. Ask for a new link.',
  invitation_expired: 'The invitation has expired. Ask for a new link.',
  unknown_access_key: 'That access key no longer exists.',
  unknown_task: 'There is no such task, or you may not see it.',
  invalid_user: 'That account does not exist.',
  invalid_user_id: 'That account does not exist.',
  malformed_preferences: 'The server cannot store this preference.',
  invitation_revoked: 'The invitation was revoked. Ask for a new link.',
  invitation_used_up: 'The invitation was used up. Ask for a new link.',
  workspace_full: 'The workspace has reached its maximum number of members. An owner can make room.',
  invitation_wrong_account: 'The invitation is for another account. Log in with the account that it was sent to.',
  too_many_invitations: 'The workspace has too many open invitations. Revoke one first.',
  email_taken: 'There is an account with this e-mail. Log in instead.',
  signup_closed: 'Sign-up is closed on this server. Ask whoever runs it for an account.',
  signup_invite_required: 'Sign-up needs an invitation link on this server. Ask a member for one.',
  common_password: 'This password is among the most common ones. Choose another.',
  password_link_dead: 'This link was used or has expired. Ask whoever runs the server for a new one.',
  last_owner: 'A workspace keeps at least one owner. Make somebody else an owner first.',
  personal_workspace: 'A personal workspace stays with the account that it came with.',
  preference_changed: 'This was changed elsewhere in the meantime. What you see now is the present value.',
  web_pair_missing: 'Logging in by name needs CLEARML_WEB_KEY and CLEARML_WEB_SECRET. Whoever runs this page can set them.',
  web_pair_refused: 'Your ClearML Server refuses CLEARML_WEB_KEY and CLEARML_WEB_SECRET. Whoever runs this page can set the right ones.',
  probe_not_allowed: 'The server does not test private addresses. Whoever runs it can allow this one (PROBE_ALLOW).',
  probe_refused: 'The server does not test such an address: only http and https, without user name, signature of Azure and session token.',
  bad_auth_type: 'The server did not accept this way of logging in.',
  missing_credentials: 'You are not logged in.',
  malformed_credentials: 'The server could not read the log-in. Check what was entered.',
  invalid_credentials: 'The name or the password is wrong.',
  invalid_token: 'Your session has ended. Log in again.',
  not_permitted: 'Your role in this workspace does not allow that.',
  foreign_origin: 'The server refused the request because it came from another address. Whoever runs it can allow this one (PUBLIC_URL).',
  unknown_operation: 'This server cannot do that.',
  method_not_allowed: 'The server refused the request. Reload the page and try again.',
  too_large: 'That is more than the server takes at once.',
  unsupported_type: 'The server refused the request. Reload the page and try again.',
  too_many_requests: 'Too many attempts. Wait a little and try again.',
  internal: 'The server failed. Try again; if it stays, tell whoever runs it.',
  database_unavailable: 'The server cannot reach its database. Try again in a moment.',
  upstream_refused: 'Your ClearML Server does not take connections. It may be down, or CLEARML_API_URL names the wrong port.',
  upstream_unknown_host: 'The name of your ClearML Server is not known. Check CLEARML_API_URL.',
  upstream_broken: 'The connection to your ClearML Server broke off. Try again.',
  upstream_certificate:
    'The certificate of your ClearML Server is expired or not trusted. Renew it, or name its authority in NODE_EXTRA_CA_CERTS.',
  upstream_not_clearml: 'Something else than a ClearML Server answered, a log-in page perhaps. Check CLEARML_API_URL.',
  upstream_down: 'The proxy in front of your ClearML Server says that it is down. Try again in a moment.',
  upstream_too_large: 'Your ClearML Server answered more than this page takes.',
  upstream_proxy: 'The forward proxy refuses the way to your ClearML Server. Check HTTPS_PROXY and NO_PROXY.',
  upstream_timeout: 'Your ClearML Server did not answer in time. Try again.',
  offline: 'The server cannot be reached. Check your connection and try again.',
  timeout: 'The server did not answer in time. Try again.',
  bad_answer: 'Something between this page and the server answered instead of it. Try again; if it stays, tell whoever runs the server.',
  unknown: 'That did not work. Try again.',
} satisfies Record<FailureName, string>;

/** The sentence for anything thrown. Where the server said how long to wait, it says so too. */
export const failureCopy = (error: unknown): string =>
  error instanceof ApiError && error.failure === 'too_many_requests' && error.retryAfter !== undefined
    ? `Too many attempts. Try again in ${wait(error.retryAfter)}.`
    : copy[failureOf(error)];

/** The sentence for a failure that has not happened, but would. */
export const failureText = (failure: FailureName): string => copy[failure];

const wait = (seconds: number): string => {
  if (seconds < 60) return seconds <= 1 ? 'a second' : `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
};

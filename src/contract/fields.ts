import * as z from 'zod/mini';
import { limits } from './limits.ts';

/** One line: no control characters, no half characters, no line or paragraph separators, no bidirectional overrides. */
const oneLine = z.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u);

/** A character that leaves a mark: of the rest, fillers and blanks (Hangul, braille, music, hieroglyphs) pass for letters and symbols. */
const visible = z.regex(/(?![\p{DI}\u2800\u{13441}\u{13442}\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u);

/** An id in a request. Ours are 32 lower-case hex digits, ClearML has others (`__tests__`); an unknown one is an answer, not a type error. */
export const id = z.string().check(z.minLength(1), z.maxLength(64), oneLine);
/** ISO-8601. Without a zone it is UTC (ClearML's `last_used`, `enabled_time`). */
export const time = z.string();
/** E-mail address; compared in lower case. */
export const email = z.string().check(z.trim(), z.maxLength(limits.email), z.email());
/** A new password; any UTF-8. */
export const newPassword = z.string().check(z.minLength(limits.passwordMin), z.maxLength(limits.passwordMax));
/** A password typed to log in or prove oneself: not judged, only bounded. */
export const typedPassword = z.string().check(z.minLength(1), z.maxLength(1024));
/** A person's name, one line that can be seen. */
export const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.name), oneLine, visible);
/** A workspace's name, one line that can be seen. */
export const workspaceName = z
  .string()
  .check(z.trim(), z.minLength(limits.workspaceNameMin), z.maxLength(limits.workspaceName), oneLine, visible);
/** What somebody calls a key, one line. */
export const label = z.string().check(z.maxLength(limits.label), oneLine);
/** A remark on an invitation. */
export const note = z.string().check(z.maxLength(limits.note), oneLine);
/** An access key in a request; an unknown or malformed one is an answer, not a type error. */
export const accessKey = z.string().check(z.maxLength(128), oneLine);
/** Text to look for; NUL, which PostgreSQL knows no text with, is in none. */
export const wanted = z.string().check(z.maxLength(limits.searchText), z.regex(/^[^\0]*$/u));
/** The secret of an invitation link. Any length: a malformed one is answered like an unknown one. */
export const invitationId = z.string();
/** What somebody is in a workspace. */
export const role = z.enum(['owner', 'admin', 'member']);
export type Role = z.output<typeof role>;
/** A role that an invitation can give: never owner. */
export const invitedRole = z.enum(['admin', 'member']);
/** A request or an answer without members; others are ignored, as ClearML does. */
export const empty = z.object({});
/** The same for our own operations, which refuse members that they do not know. */
export const emptyStrict = z.strictObject({});
/** Whole seconds from 1. */
export const seconds = z.int().check(z.minimum(1), z.maximum(10 * 365 * 86_400));

/** Where a list goes on: what the page before it answered. */
export const cursor = z.nullish(z.string().check(z.maxLength(1024)));
export const pageSize = z.optional(z.int().check(z.minimum(1), z.maximum(limits.membersPageMax)));

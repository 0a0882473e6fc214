import { envelopeOf } from './compare.ts';
import type { Difference } from './compare-values.ts';
import type { Recording } from './recording.ts';
import type { Replayed } from './replay.ts';

interface Instead {
  readonly calls: readonly string[];
  readonly answer: readonly [code: number, subcode: number, message: string | RegExp];
  readonly why: string;
}

interface Place {
  readonly calls: readonly string[];
  readonly at: readonly string[];
  readonly to?: unknown;
  readonly why: string;
}

/** Calls that get another answer from our server on purpose: code, subcode and message. */
export const instead: readonly Instead[] = [
  {
    calls: ['fixed_018', 'fixed_019', 'fixed_024', 'hashed_002'],
    answer: [401, 22, 'Unauthorized (invalid credentials) (failed to locate provided credentials)'],
    why: 'wrong password, unknown name and a mistyped secret get one answer',
  },
  { calls: ['fixed_110'], answer: [401, 30, 'Invalid token (revoked token)'], why: 'revoking a key kills its tokens' },
  {
    calls: ['fixed_148', 'fixed_150'],
    answer: [400, 12, /^Validation error \(error for field 'label': (?:format|too_long)\.\)$/],
    why: 'labels and names are one line, bounded, without control characters',
  },
  {
    calls: ['161', '162', '164', '165', '166', '167', '168', '169', '171', '173', '174', '175', '176'].map((call) => `fixed_${call}`),
    answer: [404, 0, /^Unable to find endpoint for name storage\.\w+ and version 2\.31 \(.*CLEARML_API_URL\)$/],
    why: 'storage.get_settings, set_settings and reset_settings are not offered; the 404 names CLEARML_API_URL',
  },
  { calls: ['fixed_184'], answer: [200, 0, 'OK'], why: 'the same paths work with /api' },
  {
    calls: ['fixed_196', 'fixed_197'],
    answer: [400, 0, 'Data should be a dict'],
    why: 'a JSON body that is not an object is 400, not 500',
  },
  {
    calls: ['fixed_209'],
    answer: [403, 1000, /^The request comes from another site: /],
    why: 'login.* from an origin that is not configured is refused',
  },
];

/** Places where an answer of our server differs on purpose. `calls`: by id, or all that succeed of an operation. `to`: what stands there. */
export const places: readonly Place[] = [
  { calls: ['auth.login'], at: ['cookie.clearml_token_basic.Max-Age'], why: "the cookie's age is the token's, not 3,000 years" },
  { calls: ['login.supported_modes'], at: ['data.signup'], why: 'it says whether one can sign up' },
  { calls: ['users.get_current_user'], at: ['data.user.email'], why: 'get_current_user.user adds email' },
  { calls: ['auth.get_credentials'], at: ['data.additional_credentials'], to: {}, why: 'keys of other workspaces stand apart' },
  {
    calls: ['fixed_076', 'fixed_077', 'fixed_083', 'fixed_090', ...['003', '007', '009', '013', '017', '019'].map((call) => `sdk_${call}`)],
    at: ['data.credentials.*.created'],
    why: 'a key says when it was made',
  },
  {
    calls: ['fixed_083', 'fixed_090'],
    at: ['data.credentials.F5WQ8IKGESEURFAYH7M3YLLP38N7VX.last_used_from'],
    to: '127.0.0.1',
    why: 'X-Forwarded-For counts only from a configured proxy',
  },
  { calls: ['fixed_118', 'fixed_119'], at: ['data.users.__tests__'], to: undefined, why: 'there is no built-in user' },
  { calls: ['fixed_120'], at: ['data.companies.*.owners.__tests__'], to: undefined, why: 'there is no built-in user' },
  { calls: ['fixed_120'], at: ['data.companies.*.allocated'], to: 2, why: 'there is no built-in user' },
  {
    calls: ['fixed_120'],
    at: ['role', 'personal', 'created', 'allowed', 'actions', 'members', 'owners.*.role'].map((field) => `data.companies.*.${field}`),
    why: 'a workspace says what its caller is there and may do',
  },
  { calls: ['fixed_126'], at: ['data.updated'], to: 0, why: 'only oneself renames oneself: another id answers like an unknown one' },
  { calls: ['fixed_137'], at: ['data.user.name'], to: 'Jane Doe', why: 'names have at least one character' },
  {
    calls: ['fixed_208'],
    at: ['origin', 'credentials', 'headers', 'methods'].map((name) => `header.access-control-allow-${name}`),
    to: undefined,
    why: 'CORS answers configured origins only',
  },
  { calls: ['fixed_208'], at: ['header.vary'], to: '', why: 'CORS answers configured origins only' },
  { calls: ['fixed_212'], at: ['header.content-encoding'], to: undefined, why: "ClearML's programs need no compressed answer" },
  { calls: ['fixed_212'], at: ['header.vary'], to: '', why: "ClearML's programs need no compressed answer" },
];

/** '' for a preflight, which is a call of none. */
const operationOf = ({ request }: Recording): string =>
  request.method === 'OPTIONS' ? '' : (/(\w+\.\w+)\/?(?:\?|$)/.exec(request.path)?.[1] ?? '');

/** The other answer that a call gets on purpose. */
export const insteadOf = ({ id }: Recording): Instead | undefined => instead.find(({ calls }) => calls.includes(id));

/** Whether an entry of the list of places is about a call. */
export const isAbout = ({ calls }: Place, recording: Recording): boolean =>
  insteadOf(recording) === undefined &&
  (calls.includes(recording.id) || (recording.response?.status === 200 && calls.includes(operationOf(recording))));

/** Whether a difference is at a place; `*` is any one part of it. */
export const stands = (place: string, { at }: Difference): boolean => {
  const [wanted, got] = [place.split('.'), at.split('.')];
  return wanted.length === got.length && wanted.every((part, index) => part === '*' || part === got[index]);
};

const isAnswered = ({ answer }: Replayed, [code, subcode, message]: Instead['answer']): boolean => {
  const { result_code, result_subcode, result_msg } = envelopeOf(answer)?.meta ?? {};
  const isMessage = message instanceof RegExp ? message.test(String(result_msg)) : message === result_msg;
  return answer.status === code && result_code === code && result_subcode === subcode && isMessage;
};

/** Why our server differs from ClearML's there on purpose; undefined where it is not to. */
export const reasonOf = (call: Replayed, difference: Difference): string | undefined => {
  const other = insteadOf(call.recording);
  if (other !== undefined) return isAnswered(call, other.answer) ? other.why : undefined;
  return places.find(
    (entry) =>
      isAbout(entry, call.recording) &&
      entry.at.some((place) => stands(place, difference)) &&
      (!('to' in entry) || JSON.stringify(entry.to) === JSON.stringify(difference.answered)),
  )?.why;
};
